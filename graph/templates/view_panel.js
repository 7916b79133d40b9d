"use strict";
/* The side panel, the legend, the search and the start of the page; what they act on is in view_graph.js. */

/* ---- panel ------------------------------------------------------------------------------------------------ */

const thingButton = (id) => make("button", { type: "button", class: "link", click: () => choose({ node: id }, { zoom: true }) },
  kindMark(things.get(id).group), make("span", {}, things.get(id).full));

function claimBlock(number, open) {
  const claim = page.claims[number];
  const facts = make("dl", {});
  for (const [name, value] of claim.facts) facts.append(make("dt", {}, name), make("dd", {}, value));
  const gist = claim.quote.length > 70 ? claim.quote.slice(0, 70) + "…" : claim.quote;
  const block = make("details", { "data-claim": claim.iri }, make("summary", {}, "«" + gist + "»"), make("blockquote", {}, claim.quote), facts);
  block.open = open;
  return block;
}

function thingPanel(id) {
  const thing = things.get(id), parts = [];
  parts.push(make("h2", {}, thing.full), make("p", { class: "kind" }, kindMark(thing.group), page.kinds[thing.group].name));
  if (!thing.members.length) parts.push(make("p", { class: "iri" }, thing.iri));
  const more = hiddenNeighbours(id).length;
  if (thing.members.length) parts.push(make("button", { type: "button", click: () => reveal(id) }, say(words.unfold, thing.members.length)));
  else if (more) parts.push(make("button", { type: "button", click: () => reveal(id) }, say(words.more, Math.min(more, AT_ONCE))));
  if (thing.claims.length) parts.push(make("h3", {}, words.written), make("div", { class: "alone" }, ...thing.claims.map((number) => claimBlock(number, true))));
  if (thing.members.length) parts.push(make("h3", {}, words.members), make("ul", {}, ...thing.members.map((member) => make("li", {}, thingButton(member)))));
  const groups = new Map();
  for (const tie of tiesOf.get(id)) {
    if (things.get(other(tie, id)).members.length) continue;
    for (const role of Object.keys(tie.roles)) {
      const key = role + (tie.from === id ? " →" : " ←");
      if (!groups.has(key)) groups.set(key, { role, out: tie.from === id, ties: [] });
      groups.get(key).ties.push(tie);
    }
  }
  if (thing.members.length) groups.clear();
  const order = Object.keys(page.roles);
  for (const { role, out, ties: found } of [...groups.values()].sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))) {
    parts.push(make("h3", {}, roleMark(role), (out ? "" : "← ") + roleName(role), make("span", { class: "number" }, String(found.length))));
    parts.push(make("ul", {}, ...found.map((tie) => make("li", {}, thingButton(other(tie, id)),
      ...tie.claims.filter(([one]) => one === role).map(([, number]) => claimBlock(number, false))))));
  }
  return parts;
}

function tiePanel(id) {
  const tie = ties.get(id), parts = [make("p", { class: "kind" }, words.link), thingButton(tie.from)];
  for (const [role, count] of Object.entries(tie.roles)) {
    parts.push(make("h3", {}, roleMark(role), roleName(role), make("span", { class: "number" }, count > 1 ? "×" + count : "")));
    const numbers = tie.claims.filter(([one]) => one === role).map(([, number]) => number);
    parts.push(make("div", { class: "claims" }, ...numbers.map((number) => claimBlock(number, numbers.length < 6))));
    if (!numbers.length) parts.push(make("p", { class: "note" }, words.no_claims));
  }
  parts.push(make("h3", {}, "→"), thingButton(tie.to));
  return parts;
}

function startPanel() {
  const parts = [make("p", { class: "note" }, words.how), make("p", { class: "note" }, words.ring)];
  if (page.focus.length) parts.push(make("h3", {}, words.start), make("ul", {}, ...page.focus.map((id) => make("li", {}, thingButton(id)))));
  for (const kind of Object.keys(page.kinds)) {
    const found = [...drawn].filter((id) => things.get(id).group === kind && !page.focus.includes(id));
    if (!found.length) continue;
    found.sort((a, b) => tiesOf.get(b).length - tiesOf.get(a).length);
    parts.push(make("h3", {}, page.kinds[kind].name, make("span", { class: "number" }, String(found.length))));
    parts.push(make("ul", {}, ...found.slice(0, 6).map((id) => make("li", {}, thingButton(id)))));
  }
  return parts;
}

function drawPanel() {
  const panel = byId("panel");
  const parts = !chosen ? startPanel() : chosen.node !== undefined ? thingPanel(chosen.node) : tiePanel(chosen.edge);
  panel.replaceChildren(...parts);
  panel.scrollTop = 0;
}

/* ---- legend, which is the filter too ----------------------------------------------------------------------- */

function choice(set, value, mark, name, count) {
  const box = make("input", { type: "checkbox", value, change: () => { if (box.checked) set.delete(value); else set.add(value); refresh(); } });
  box.checked = !set.has(value);
  return make("label", {}, box, mark, make("span", { class: "name" }, name), make("span", { class: "number" }, String(count)));
}

function drawLegend() {
  const kinds = new Map(), roles = new Map();
  for (const thing of things.values()) kinds.set(thing.group, (kinds.get(thing.group) || 0) + 1);
  for (const tie of ties.values()) {
    if (things.get(tie.from).members.length || things.get(tie.to).members.length) continue;
    for (const [role, count] of Object.entries(tie.roles)) roles.set(role, (roles.get(role) || 0) + count);
  }
  const parts = [make("h3", {}, words.things)];
  for (const kind of Object.keys(page.kinds)) if (kinds.has(kind)) parts.push(choice(kindsOff, kind, kindMark(kind), page.kinds[kind].name, kinds.get(kind)));
  const order = [...Object.keys(page.roles), ...[...roles.keys()].filter((role) => !page.roles[role])];
  for (const family of Object.keys(page.families)) {
    const found = order.filter((role) => roles.has(role) && (page.roles[role] ? page.roles[role].family : "structure") === family);
    if (found.length) parts.push(make("h3", {}, page.families[family]));
    for (const role of found) parts.push(choice(rolesOff, role, roleMark(role), roleName(role), roles.get(role)));
  }
  byId("legend").replaceChildren(...parts);
}

/* ---- search ----------------------------------------------------------------------------------------------- */

const folds = new Map([...page.fold[0]].map((letter, n) => [letter, [...page.fold[1]][n]]));
const fold = (text) => [...text.toLowerCase()].map((letter) => folds.get(letter) || letter).join("");
const foldedNames = new Map([...things.values()].map((thing) => [thing.id, fold(thing.full + " " + thing.label.replaceAll("\n", " "))]));
let hits = [], hit = -1;
function search(text) {
  const wanted = fold(text).split(/\s+/).filter(Boolean);
  hits = wanted.length ? [...foldedNames].filter(([, name]) => wanted.every((word) => name.includes(word))).map(([id]) => id) : [];
  hits.sort((a, b) => drawn.has(b) - drawn.has(a) || foldedNames.get(a).length - foldedNames.get(b).length);
  hit = -1;
  byId("hits").textContent = !wanted.length ? "" : hits.length ? say(words.hits, 0, hits.length) : words.nothing;
}
function step(by) {
  if (!hits.length) return;
  hit = (hit + by + hits.length) % hits.length;
  byId("hits").textContent = say(words.hits, hit + 1, hits.length);
  choose({ node: hits[hit] }, { zoom: true });
}

/* ---- tooltip ---------------------------------------------------------------------------------------------- */

const tip = byId("tip");
function showTip(title, ...lines) {
  tip.replaceChildren(title, ...lines.filter(Boolean).map((line) => make("small", {}, line)));
  tip.hidden = false;
}
document.addEventListener("pointermove", (event) => {
  tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8)) + "px";
  tip.style.top = Math.max(4, Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8)) + "px";
});

/* ---- start ------------------------------------------------------------------------------------------------ */

readTheme();
for (const [id, name] of [["fit", words.fit], ["back", words.back]]) byId(id).textContent = name;
byId("search").placeholder = words.search;
byId("search").setAttribute("aria-label", words.search);
byId("legend").setAttribute("aria-label", words.things);

let untouched = true; // until the reader moves the picture, it is fitted to every new size of the window
const network = new vis.Network(byId("network"), { nodes, edges }, read("options"));
startAgain();
fit();
for (const event of ["zoom", "dragStart", "click"]) network.on(event, () => { untouched = false; });
// The library moves the picture itself after it tells of a new size.
const fitSoon = () => requestAnimationFrame(() => { if (untouched) fit(); });
network.on("resize", fitSoon);
fitSoon();

network.on("click", ({ nodes: [node], edges: [edge] }) => choose(node !== undefined ? { node } : edge !== undefined ? { edge } : null));
network.on("doubleClick", ({ nodes: [node] }) => { if (node !== undefined) reveal(node); });
network.on("hoverNode", ({ node }) => {
  const more = hiddenNeighbours(node).length, thing = things.get(node);
  showTip(thing.full, page.kinds[thing.group].name + " · " + say(words.links, tiesOf.get(node).length), more ? say(words.hidden, more) : "");
});
network.on("hoverEdge", ({ edge }) => {
  const tie = ties.get(edge);
  hovered = edge;
  const quote = tie.claims.length ? page.claims[tie.claims[0][1]].quote : "";
  showTip(rolesName(tie), things.get(tie.from).full + " → " + things.get(tie.to).full, quote && "«" + (quote.length > 160 ? quote.slice(0, 160) + "…" : quote) + "»");
});
for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => { tip.hidden = true; hovered = null; });

byId("search").addEventListener("input", (event) => search(event.target.value));
byId("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") { event.preventDefault(); step(event.shiftKey ? -1 : 1); }
});
byId("fit").addEventListener("click", fit);
byId("back").addEventListener("click", () => { startAgain(); fit(); history.replaceState(null, "", location.pathname + location.search); });
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && event.target !== byId("search")) { event.preventDefault(); byId("search").focus(); }
  if (event.key === "Escape") { byId("search").value = ""; search(""); choose(null); }
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readTheme(); refresh(); });
window.addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); readTheme(); refresh(); network.redraw(); });
window.addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); readTheme(); refresh(); });

/* #node=IRI, #focus=IRI (with its neighbours), #claim=IRI, #tie=number, #search=words, #hide=kind-or-role,… */
function followLink() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const named = (iri) => [...things.values()].find((thing) => thing.iri === iri);
  const quiet = { quiet: true };
  for (const code of (asked.get("hide") || "").split(",").filter(Boolean)) (page.kinds[code] ? kindsOff : rolesOff).add(code);
  if (asked.has("hide")) { drawLegend(); refresh(); }
  const node = named(asked.get("node")) || named(asked.get("focus"));
  if (node) {
    choose({ node: node.id }, { zoom: true, ...quiet });
    if (asked.has("focus")) reveal(node.id);
  } else if (asked.has("claim")) {
    const number = page.claims.findIndex((claim) => claim.iri === asked.get("claim"));
    const tie = [...ties.values()].find((one) => tieOn(one) && one.claims.some(([, claim]) => claim === number))
      || [...ties.values()].find((one) => one.claims.some(([, claim]) => claim === number));
    const own = [...things.values()].find((thing) => thing.claims.includes(number));
    if (number >= 0 && own) choose({ node: own.id }, { zoom: true, ...quiet });
    else if (number >= 0 && tie) { bring(tie.from); bring(tie.to); choose({ edge: tie.id }, quiet); }
  } else if (ties.has(Number(asked.get("tie") || -1))) {
    const tie = ties.get(Number(asked.get("tie")));
    bring(tie.from); bring(tie.to); choose({ edge: tie.id }, quiet);
  } else if (asked.has("search")) {
    byId("search").value = asked.get("search");
    search(asked.get("search"));
    step(1);
  }
}
addEventListener("hashchange", followLink);
followLink();
document.documentElement.dataset.ready = "yes";
