/* A link names the card it speaks of (`card=` in the address): the page scrolls to it once it is there, on first open and
   on a link inside the application. The server drops the name from the address, so that a copied link holds the view alone.
   What loads above the card pushes it down: it is held in place until nothing moved it for a while, or the reader acts. */
(() => {
  "use strict";
  const LOOK_MS = 100, GIVE_UP_MS = 30000, HOLD_MS = 5000, NEAR_PX = 4;
  const ACTS = ["wheel", "touchstart", "pointerdown", "keydown"];
  let timer = 0;

  const isDone = () => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-stale='true'], [data-testid='stSkeleton']");
  const leave = () => { clearInterval(timer); timer = 0; };

  function land(id) {
    const started = performance.now();
    let landed = 0, place = null;
    leave();
    timer = setInterval(() => {
      const now = performance.now(), heading = document.getElementById(id);
      if (now - started > GIVE_UP_MS || (landed && now - landed > HOLD_MS)) return leave();
      if (!heading || !isDone()) return;
      const top = heading.getBoundingClientRect().top;
      if (landed && Math.abs(top - place) <= NEAR_PX) return;
      heading.scrollIntoView({ block: "start" });
      place = heading.getBoundingClientRect().top;
      const isFirst = !landed;
      landed = now;
      if (!isFirst) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }, LOOK_MS);
  }

  function look() {
    const card = new URLSearchParams(location.search).get("card");
    if (card) land("card-" + card.replaceAll(".", "-"));
  }
  for (const act of ACTS) addEventListener(act, (event) => { if (event.isTrusted) leave(); }, { capture: true, passive: true });
  addEventListener("popstate", look);
  look();
})();
