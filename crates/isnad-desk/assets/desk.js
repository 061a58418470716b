// Keys, and nothing that the page cannot do without: every screen works when this file never loads.
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const link = (row) => row && row.querySelector("a[href]");

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step));
  all.forEach((row) => row.classList.remove("at"));
  all[next].classList.add("at");
  all[next].scrollIntoView({ block: "nearest" });
  link(all[next])?.focus({ preventScroll: true });
}

function evidence() {
  const row = document.querySelector("[data-row].at") ?? document;
  (row.querySelector("a.cell") ?? row.querySelector(".quote-link, a.open, a.cell") ?? link(row))?.click();
}

function without() {
  const panel = document.querySelector("details.without");
  panel.open = true;
  panel.querySelector("summary").focus();
}

const keys = {
  "/": () => document.getElementById("q").focus(),
  j: () => move(1),
  k: () => move(-1),
  Enter: () => link(document.querySelector("[data-row].at"))?.click(),
  e: evidence,
  w: without,
  "?": () => document.querySelector('a[href*="/help"]')?.click(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape") {
    const close = document.querySelector(".sheet .close");
    const open = document.querySelector(".bar details[open]");
    if (open) open.open = false;
    else if (close) close.click();
    return;
  }
  const typing = event.target.closest("input, select, textarea, button, summary, [contenteditable]");
  const onLink = event.key === "Enter" && event.target.closest("a");
  if (typing || onLink || !Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

// A cell that was opened takes the focus, so that its sentences are read next; its row and column stay in sight beside them.
if (location.hash === "#sheet") {
  document.getElementById("sheet")?.focus({ preventScroll: true });
  const show = () => document.querySelector(".cell.here")?.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  if (document.readyState === "complete") show();
  else addEventListener("load", show);
}
