// The link to the other language leads to the paragraph that is read, or that was asked for.
const links = document.querySelectorAll(".language-switch a");
const places = [...document.querySelectorAll(".essay-body > :has(> * > .twin), .reflection[id]")];
const box = (one) => one.getBoundingClientRect();
let wait;
const look = () => {
  if (scrollY < 200) return;
  const seen = places.filter((one) => box(one).bottom > 32 && box(one).top < innerHeight);
  const place = seen.find((one) => one.matches(":target")) ?? seen[0];
  if (place) for (const link of links) link.hash = place.id;
};
onscroll = () => {
  clearTimeout(wait);
  wait = setTimeout(look, 200);
};
look();
