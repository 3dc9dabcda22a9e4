{
const root = document.documentElement;
let kept = {};
const show = () => {
  for (const name of ["scheme", "fonts", "numbers"])
    if (kept[name]) root.dataset[name] = kept[name]; else delete root.dataset[name];
};
const load = () => {
  try { kept = JSON.parse(localStorage.preferences || "{}"); } catch {}
  show();
  for (const input of document.querySelectorAll(".preferences input"))
    input.checked = (kept[input.name] || "") === input.value;
};
addEventListener("change", ({target: input}) => {
  if (!input.closest(".preferences")) return;
  kept[input.name] = input.checked ? input.value : "";
  show();
  try {
    if (Object.values(kept).some(Boolean)) localStorage.preferences = JSON.stringify(kept);
    else localStorage.removeItem("preferences");
  } catch {}
});
addEventListener("DOMContentLoaded", load);
addEventListener("pageshow", (event) => event.persisted && load());
load();
}
{
let wait;
const look = () => {
  if (scrollY < 200) return;
  const places = document.querySelectorAll(".essay-body > :has(> * > .twin), .reflection[id]");
  const seen = [...places].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.bottom > 32 && box.top < innerHeight;
  });
  const sections = [...document.querySelectorAll(".page-body > :has(> * > .twin)")];
  const place = seen.find((one) => one.matches(":target")) ?? seen[0]
    ?? sections.findLast((one) => one.getBoundingClientRect().top < innerHeight / 5);
  if (place)
    for (const link of document.querySelectorAll(".language-switch a")) link.hash = place.id;
};
addEventListener("scroll", () => {
  clearTimeout(wait);
  wait = setTimeout(look, 200);
});
addEventListener("DOMContentLoaded", look);
}
