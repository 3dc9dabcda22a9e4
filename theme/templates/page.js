{
let kept = "", wait;
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
const look = () => {
  if (scrollY < 200) return;
  const places = [...document.querySelectorAll(".prose > :has(> * > .twin), .reflection[id]")];
  const begun = places.filter((one) => one.getBoundingClientRect().top < 40);
  for (const link of document.querySelectorAll(".language-switch a"))
    link.hash = begun.at(-1)?.id ?? "";
};
addEventListener("scroll", () => {
  clearTimeout(wait);
  wait = setTimeout(look, 200);
});
addEventListener("pageshow", load);
load();
}
