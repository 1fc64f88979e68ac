/* A button that changes between light and dark. The framework keeps the choice per address in the browser and has no
   button of its own in a short toolbar. The words are those of chrome.js, which translates them. */
(() => {
  "use strict";
  const VERSION = "v2", LIGHT = "Light", DARK = "Dark";

  function isDark() {
    const [red, green, blue] = getComputedStyle(document.querySelector(".stApp")).backgroundColor.match(/\d+/g).map(Number);
    return red + green + blue < 384;
  }

  function change() {
    const wanted = JSON.stringify(isDark() ? LIGHT : DARK);
    const links = [...document.querySelectorAll("[data-testid='stSidebarNavLink']")].map((link) => new URL(link.href).pathname);
    for (const path of new Set([location.pathname, "/", ...links])) localStorage.setItem(`stActiveTheme-${path}-${VERSION}`, wanted);
    location.reload();
  }

  function place() {
    const app = document.querySelector(".stApp");
    if (!app || document.getElementById("theme-switch")) return;
    const button = document.createElement("button");
    button.id = "theme-switch";
    button.type = "button";
    button.textContent = isDark() ? "Light theme" : "Dark theme";
    button.addEventListener("click", change);
    app.append(button);
  }

  addEventListener("DOMContentLoaded", () => {
    place();
    new MutationObserver(place).observe(document.body, { childList: true, subtree: true });
  });
})();
