{
let kept = "";
const load = () => {
  try { kept = localStorage.preferences || ""; } catch {}
  document.documentElement.dataset.kept = kept;
  for (const input of document.querySelectorAll(".preferences input"))
    input.checked = kept.includes(input.value);
};
addEventListener("change", ({target}) => {
  if (!target.closest(".preferences")) return;
  kept = "";
  for (const input of document.querySelectorAll(".preferences :checked")) kept += input.value;
  try {
    delete localStorage.preferences;
    if (kept) localStorage.preferences = kept;
  } catch {}
  load();
});
addEventListener("scroll", () => {
  if (scrollY < 200) return;
  const places = document.querySelectorAll(".essay-body > :has(> * > .twin), .reflection[id]");
  const seen = [...places].filter((one) => {
    const {top, bottom} = one.getBoundingClientRect();
    return bottom > 32 && top < innerHeight;
  });
  const sections = [...document.querySelectorAll(".page-body > :has(> * > .twin)")];
  const place = seen.find((one) => one.matches(":target")) ?? seen[0]
    ?? sections.findLast((one) => one.getBoundingClientRect().top < innerHeight / 5);
  if (place)
    for (const link of document.querySelectorAll(".language-switch a")) link.hash = place.id;
});
addEventListener("DOMContentLoaded", load);
addEventListener("pageshow", load);
load();
}
