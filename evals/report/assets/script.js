"use strict";
// Buttons show one chart of a section at a time.
for (const button of document.querySelectorAll("button[data-show]")) {
  button.addEventListener("click", () => {
    for (const other of button.parentElement.children) {
      const chosen = other === button;
      other.setAttribute("aria-pressed", String(chosen));
      document.getElementById(other.dataset.show).hidden = !chosen;
    }
  });
}
// Two lists narrow the questions down.
const reason = document.getElementById("filter-reden");
const kind = document.getElementById("filter-soort");
function narrow() {
  let shown = 0;
  for (const failure of document.querySelectorAll("details.failure")) {
    const fits = (!reason.value || failure.dataset.reasons.split(" ").includes(reason.value))
      && (!kind.value || failure.dataset.kind === kind.value);
    failure.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  document.getElementById("leeg").hidden = shown > 0;
}
if (reason && kind) {
  reason.addEventListener("change", narrow);
  kind.addEventListener("change", narrow);
}
// A link to a question opens it.
function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") target.open = true;
}
addEventListener("hashchange", open);
open();
