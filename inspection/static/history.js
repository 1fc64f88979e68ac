/* Address, widgets and figures agree. Each act of the reader is one entry of the browser's history, so that Back returns to
   the view before; what the server corrects after an act belongs to the same entry. A link inside the application goes by
   its address, as Back does: the framework would keep the filters in force and show others than the link asks for. */
(() => {
  "use strict";
  const push = history.pushState.bind(history), replace = history.replaceState.bind(history);
  const ACTS = ["pointerdown", "keydown", "click"];
  const LINK = "a[data-testid='stPageLink-NavLink']";
  let isFresh = false, isSpent = false;

  // A press and the click that ends it are one act: what the press has changed already, the click does not change anew.
  const acted = (event) => {
    if (!event.isTrusted) return;
    if (event.type !== "click") isSpent = false;
    isFresh = !isSpent;
  };
  for (const act of ACTS) addEventListener(act, acted, { capture: true, passive: true });
  addEventListener("popstate", () => { isFresh = false; }, true);

  // The same view, in whatever order its parameters stand.
  const viewOf = (url) => url.pathname + "?" + [...url.searchParams].map(String).sort().join("&") + url.hash;

  function write(state, title, url) {
    const target = new URL(url ?? location.href, document.baseURI);
    const isElsewhere = viewOf(target) !== viewOf(new URL(location.href));
    (isFresh && isElsewhere ? push : replace)(state, title, target.href);
    if (isElsewhere) [isFresh, isSpent] = [false, isFresh || isSpent];
  }
  history.pushState = write;
  history.replaceState = write;

  function follow(event) {
    const link = event.target.closest?.(LINK);
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || new URL(link.href).origin !== location.origin) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.href !== location.href) push({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  addEventListener("click", follow, true);

  // A typed day takes effect when its calendar closes: Enter closes it, as Escape does.
  function enter(event) {
    if (event.key !== "Enter" || !event.target.closest?.("[data-testid='stDateInput'] [role='spinbutton']")) return;
    event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  }
  addEventListener("keydown", enter, true);
})();
