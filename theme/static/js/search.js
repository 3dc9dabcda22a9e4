// The search page. The form is in the page and its values in the address, so that a search is a
// link and the way back works; Pagefind finds, and only what it finds is drawn here, as text.
const SHOWN = 10;
const PLACES = 3;
const french = document.documentElement.lang === "fr";
const form = document.getElementById("search-form");
const found = document.getElementById("search-found");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const words = found.dataset;
let pagefind;
let latest = 0;
let rest = [];

const values = () => [...new FormData(form)].filter(([, value]) => value.trim());

// The article that elides is a word of its own in the index: "l’amitié" is found as "amitié".
const plain = (query) => query.replace(/(^|[\s"])(?:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)['’]/gi, "$1");

// The signs and spaces that were made plain for the index.
const printed = (text) => {
  const signs = text.replace(/’ (?=\S)/g, "’").replace(/'/g, "’");
  return french
    ? signs.replace(/ (?=[;!?])/g, "\u202f").replace(/ (?=[:»%])/g, "\u00a0").replace(/« /g, "«\u00a0")
    : signs;
};

// What is cut off is whole words: what elides goes with the word after it.
const whole = ({ excerpt, plain_excerpt: words }, { raw_content: text }) => {
  const elided = /(?:[^ ]+’ )+$/.exec(text.slice(0, Math.max(0, text.indexOf(words))))?.[0] ?? "";
  return elided + excerpt.replace(/(?: (?:<mark>)?[^ <]*’(?:<\/mark>)?)+$/, "");
};

// An excerpt is words, and marks around those that were found, without the signs that touch them:
// nothing else becomes an element.
const excerpt = (text) => {
  const opens = /^(?:<mark>)?["“«(]*\p{Lu}/u.test(text) ? "" : "… ";
  const closes = /[.!?…»”)](?:<\/mark>)?$/.test(text) ? "" : "\u00a0…";
  return printed(`${opens}${text}${closes}`)
    .split(/(<mark>.*?<\/mark>)/)
    .flatMap((part) => {
      const inner = part.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      const [before, word, after] = inner.split(/([\p{L}\p{N}](?:.*[\p{L}\p{N}])?)/su);
      return part.startsWith("<mark>") && word ? [before, make("mark", {}, word), after] : inner;
    });
};

const make = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

const kindOf = (filters) =>
  [...form.elements.kind.options].find(({ value }) => value && `kind-${value}` in filters)?.dataset.one ?? "";

// The paragraph that a place begins in: the last anchor before its first word, if there is one.
const target = (data, place) => {
  const before = data.anchors.filter(({ location }) => location <= place.locations[0]);
  const id = before.at(-1)?.id;
  return id && `${data.url}#${id}`;
};

const draw = (data) => {
  const item = make("li", {});
  const kind = kindOf(data.filters);
  item.append(make("h3", {}, make("a", { href: data.url }, printed(data.meta.title))));
  const about = [kind, printed(data.meta.about ?? "")].filter(Boolean).join(" · ");
  if (about) item.append(make("p", { class: "search-about" }, about));
  const places = data.sub_results.slice(0, PLACES);
  for (const place of places) {
    const line = make("p", { class: "search-excerpt" }, ...excerpt(whole(place, data)));
    const href = target(data, place);
    if (href) line.append(" ", make("a", { href }, printed(place.anchor ? place.title : words.here)));
    item.append(line);
  }
  return item;
};

const show = async () => {
  const run = latest;
  const page = await Promise.all(rest.splice(0, SHOWN).map((result) => result.data()));
  if (run !== latest) return;
  const items = page.map(draw);
  list.append(...items);
  more.hidden = !rest.length;
  return items[0];
};

// What was found appears once there is something to say; a screen reader tells what is said in a
// status that it already knows, so the words come a moment later.
const open = async () => {
  if (!found.hidden) return;
  found.hidden = false;
  await new Promise((later) => setTimeout(later, 50));
};

const search = async () => {
  const run = ++latest;
  const { q = "", ...filters } = Object.fromEntries(values());
  const wanted = Object.fromEntries(Object.entries(filters).map(([key, value]) => [`${key}-${value}`, "1"]));
  if (!values().length) {
    found.hidden = true;
    return;
  }
  try {
    pagefind ??= await import(new URL(words.index, document.baseURI));
    const asked = q.trim() ? plain(q) : null;
    let { results } = await pagefind.search(asked, { filters: wanted });
    if (!results.length && asked?.includes("-")) {
      ({ results } = await pagefind.search(asked.replaceAll("-", " "), { filters: wanted }));
    }
    if (run !== latest) return;
    rest = [...results];
    list.replaceChildren();
    await show();
    await open();
    if (run !== latest) return;
    const say = results.length > 1 ? words.many : results.length ? words.one : words.none;
    status.textContent = say.replace("%(count)s", results.length).replace("%(words)s", q.trim());
  } catch {
    pagefind = undefined;
    list.replaceChildren();
    more.hidden = true;
    await open();
    status.textContent = words.error;
  }
};

const address = () => {
  const query = new URLSearchParams(values()).toString();
  return query ? `?${query}` : location.pathname;
};

const read = () => {
  form.reset();
  for (const [key, value] of new URLSearchParams(location.search)) {
    if (form.elements[key]) form.elements[key].value = value;
  }
  search();
};

const remember = () => {
  if (new URL(address(), location).search !== location.search) history.pushState(null, "", address());
  search();
};

let typing;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(typing);
  remember();
});
form.addEventListener("change", (event) => event.target.name !== "q" && remember());
form.elements.q.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, 250);
});
more.addEventListener("click", async () => (await show())?.querySelector("a").focus());
addEventListener("popstate", read);
read();
