/* The framework's own words in the reader's language, and roles of its menu. The page gives the table as window.CHROME:
   [[English, Chinese], …]; {n} stands for a number. With ?lang=en the English original returns. */
(() => {
  "use strict";
  const exact = new Map(), patterns = [], original = new WeakMap(), written = new Set();
  const quote = (text) => text.replace(/[.*+?^$()|[\]\\{}]/g, "\\$&");
  for (const [english, chinese] of window.CHROME) {
    written.add(chinese);
    if (!english.includes("{")) { exact.set(english, chinese); continue; }
    const source = english.split(/\{\w+\}/).map(quote).join("(.+?)");
    patterns.push([new RegExp("^" + source + "$"), chinese]);
  }
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title", "alt"];
  const PROSE = "[data-testid='stMarkdownContainer'], [data-testid='stCode'], textarea, [data-testid='stJson']";
  const CHROME_IN_PROSE = "button, [data-testid='stFileUploaderDropzone'], [role='tooltip'], [role='dialog'], [data-testid='stToolbar']";

  const isEnglish = () => new URLSearchParams(location.search).get("lang") === "en";

  function translated(text) {
    const bare = text.trim();
    if (!bare) return null;
    const found = exact.get(bare);
    if (found !== undefined) return text.replace(bare, found);
    for (const [pattern, chinese] of patterns) {
      const match = bare.match(pattern);
      if (match) { let i = 0; return chinese.replace(/\{\w+\}/g, () => match[++i]); }
    }
    return null;
  }

  function remember(node, name, value) {
    if (!original.has(node)) original.set(node, {});
    original.get(node)[name] = value;
  }

  function setText(node) {
    const prose = node.parentElement?.closest(PROSE);
    if (prose && !node.parentElement.closest(CHROME_IN_PROSE)) return;
    const chinese = translated(node.data);
    if (chinese !== null && chinese !== node.data) { remember(node, "data", node.data); node.data = chinese; }
  }

  function setAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (!value) continue;
      const chinese = translated(value);
      if (chinese !== null && chinese !== value) { remember(element, name, value); element.setAttribute(name, chinese); }
    }
  }

  function restore(node) {
    const before = original.get(node);
    if (!before) return;
    for (const [name, value] of Object.entries(before)) {
      if (name === "data") { if (written.has(node.data.trim())) node.data = value; }
      else if (written.has(node.getAttribute(name))) node.setAttribute(name, value);
    }
    original.delete(node);
  }

  // The framework's menu puts headings between list items; without the roles no list is announced wrongly.
  const MENU = "[data-testid='stSidebarNavItems'], [data-testid='stSidebarNavItems'] li";
  function setRoles() {
    for (const element of document.querySelectorAll(MENU)) element.setAttribute("role", "none");
    // A long text that scrolls is a stop of the Tab key, so that arrow keys can read on.
    for (const element of document.querySelectorAll("[data-testid='stCode'] pre")) element.tabIndex = 0;
  }

  function visit(node) {
    const change = english ? restore : (n) => (n.nodeType === 3 ? setText(n) : n.nodeType === 1 && setAttributes(n));
    change(node);
    if (node.nodeType !== 1) return;
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) change(walker.currentNode);
  }

  let english = isEnglish();
  function follow() {
    const now = isEnglish();
    const wanted = now ? "en" : "zh-CN";
    if (document.documentElement.lang !== wanted) document.documentElement.lang = wanted;
    if (now === english) return;
    english = now;
    visit(document.body);
  }

  const observer = new MutationObserver((changes) => {
    follow();
    if (changes.some((change) => change.addedNodes.length)) setRoles();
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else if (change.type === "characterData") visit(change.target);
      else if (!english) setAttributes(change.target);
    }
  });
  // Charts keep the colours of the theme they were made in: a theme that changes asks the page anew.
  const ground = () => getComputedStyle(document.querySelector("[data-testid='stApp']") ?? document.body).backgroundColor;
  let worn = null;
  function wear() {
    const now = ground();
    const isChanged = worn !== null && now !== worn;
    worn = now;
    if (isChanged) document.dispatchEvent(new KeyboardEvent("keydown", { key: "r", code: "KeyR", keyCode: 82, which: 82, bubbles: true }));
  }
  const wearSoon = () => setTimeout(wear, 400);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", wearSoon);
  addEventListener("click", () => { worn ??= ground(); wearSoon(); });
  addEventListener("load", () => setTimeout(wear, 1500));

  addEventListener("popstate", follow);
  addEventListener("DOMContentLoaded", () => {
    visit(document.body);
    observer.observe(document.documentElement, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  });
})();
