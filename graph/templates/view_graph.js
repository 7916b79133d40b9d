"use strict";
/* The page of a picture. Whatever comes from documents reaches the DOM by textContent only. */

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const byId = (id) => document.getElementById(id);
const page = read("page");
const words = page.words;
const say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, n) => values[n]);

/* ---- data ------------------------------------------------------------------------------------------------- */

const startNodes = read("nodes");
const things = new Map([...startNodes, ...page.nodes].map((node) => [node.id, node]));
const ties = new Map([...read("edges"), ...page.edges].map((edge) => [edge.id, edge]));
const tiesOf = new Map([...things.keys()].map((id) => [id, []]));
for (const tie of ties.values()) {
  tiesOf.get(tie.from).push(tie);
  tiesOf.get(tie.to).push(tie);
}
const sectionOf = new Map();
for (const thing of things.values()) for (const member of thing.members) sectionOf.set(member, thing.id);
const other = (tie, id) => (tie.from === id ? tie.to : tie.from);
const roleName = (role) => (page.roles[role] ? page.roles[role].name : role);
const rolesName = (tie) => Object.entries(tie.roles).map(([role, n]) => roleName(role) + (n > 1 ? " ×" + n : "")).join(", ");

const drawn = new Set(); // ids of things on the picture, hidden by a filter or not
const kindsOff = new Set();
const rolesOff = new Set();
let chosen = null; // {node: id} or {edge: id}
let hovered = null; // id of an edge

const nodes = new vis.DataSet();
const edges = new vis.DataSet();

/* ---- looks ------------------------------------------------------------------------------------------------ */

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
let ink, soft, paper, accent, familyColour;
function readTheme() {
  [ink, soft, paper, accent] = ["ink", "soft", "paper", "accent"].map(style);
  familyColour = Object.fromEntries(Object.keys(page.families).map((family) => [family, style(family)]));
}

const SHAPES = {
  dot: "M9 2a6 6 0 1 0 .01 0z", square: "M3.5 2.5h11v11h-11z", diamond: "M9 .8 16 8 9 15.2 2 8z",
  triangle: "M9 1.5 16 14H2z", triangleDown: "M9 14.5 2 2h14z", hexagon: "M5 2h8l4 6-4 6H5L1 8z",
  star: "m9 .8 2 5 5.2.3-4 3.4 1.3 5.2L9 11.9l-4.5 2.8 1.3-5.2-4-3.4L7 5.8z",
};
function svg(attributes, ...shapes) {
  const make = (tag, values) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
    return element;
  };
  const root = make("svg", { class: "mark", viewBox: "0 0 18 16", "aria-hidden": "true", ...attributes });
  for (const [tag, values] of shapes) root.append(make(tag, values));
  return root;
}
const kindMark = (kind) => svg({}, ["path", { d: SHAPES[page.kinds[kind].shape], fill: page.kinds[kind].colour, stroke: "rgba(0,0,0,.45)" }]);
function roleMark(role) {
  const look = page.roles[role] || { family: "structure", width: 1, dashes: [] };
  const dashes = look.dashes.map((length) => length / 2).join(" ");
  return svg({}, ["line", {
    x1: 0, x2: 18, y1: 8, y2: 8, stroke: `var(--${look.family})`, "stroke-width": look.width, "stroke-dasharray": dashes,
  }]);
}

function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...content.filter((part) => part !== null)); // strings become text nodes
  return element;
}

/* ---- what is on the picture ------------------------------------------------------------------------------- */

const tieOn = (tie) => drawn.has(tie.from) && drawn.has(tie.to) && Object.keys(tie.roles).some((role) => !rolesOff.has(role));
const kindOn = (id) => drawn.has(id) && !kindsOff.has(things.get(id).group);
function hiddenNeighbours(id) {
  const near = new Set(tiesOf.get(id).map((tie) => other(tie, id)));
  return [...near].filter((one) => !drawn.has(one) && !things.get(one).members.length);
}

function refresh() {
  const visible = [...ties.values()].filter((tie) => tieOn(tie) && kindOn(tie.from) && kindOn(tie.to));
  const touched = new Set(visible.flatMap((tie) => [tie.from, tie.to]));
  const alone = (id) => !touched.has(id) && tiesOf.get(id).some((tie) => drawn.has(other(tie, id)));
  const near = chosenNeighbourhood();
  const shown = [...drawn].filter((id) => kindOn(id) && !(rolesOff.size && alone(id)));
  const shownSet = new Set(shown);
  nodes.update([...drawn].map((id) => {
    const thing = things.get(id), colour = page.kinds[thing.group].colour, far = near && !near.nodes.has(id);
    const inFocus = page.focus.includes(id), more = thing.members.length || hiddenNeighbours(id).length;
    return {
      ...thing, hidden: !shownSet.has(id), shape: page.kinds[thing.group].shape, opacity: far ? 0.2 : 1,
      borderWidth: inFocus ? 4 : more ? 2.2 : 1, borderWidthSelected: 4, group: undefined,
      color: {
        background: colour, border: inFocus ? accent : more ? ink : "rgba(0,0,0,.35)",
        highlight: { background: colour, border: ink }, hover: { background: colour, border: ink },
      },
      font: { size: thing.font.size, color: far ? "rgba(128,128,128,.35)" : ink, strokeWidth: far ? 0 : 4, strokeColor: paper, face: "Noto Sans, Segoe UI, DejaVu Sans, sans-serif" },
    };
  }));
  const labelled = visible.length <= 30;
  const gone = new Set(edges.getIds());
  edges.update(visible.map((tie) => {
    gone.delete(tie.id);
    const far = near && !near.edges.has(tie.id);
    const label = labelled || tie.id === hovered || (near && near.edges.has(tie.id) && near.edges.size <= 14) ? rolesName(tie) : " ";
    return {
      id: tie.id, from: tie.from, to: tie.to, width: tie.width, dashes: tie.dashes, label,
      color: { color: familyColour[tie.family], highlight: familyColour[tie.family], hover: familyColour[tie.family], opacity: far ? 0.12 : 0.75 },
      arrows: { to: { enabled: true, scaleFactor: 0.45 } }, smooth: false, selectionWidth: 1.5, hoverWidth: 1,
      font: { size: 11, color: soft, strokeColor: paper, strokeWidth: 4, align: "horizontal" },
    };
  }));
  edges.remove([...gone]);
  byId("count").textContent = say(words.showing, shown.filter((id) => !things.get(id).members.length).length, page.total, visible.length);
}

function chosenNeighbourhood() {
  if (!chosen) return null;
  if (chosen.edge !== undefined) {
    const tie = ties.get(chosen.edge);
    return { nodes: new Set([tie.from, tie.to]), edges: new Set([tie.id]) };
  }
  const near = tiesOf.get(chosen.node).filter(tieOn);
  return { nodes: new Set([chosen.node, ...near.map((tie) => other(tie, chosen.node))]), edges: new Set(near.map((tie) => tie.id)) };
}

/* New things go on rings around the one they belong to, in the directions where most room is left. */
function putAround(id, fresh) {
  const middle = network.getPositions([id])[id] || { x: 0, y: 0 };
  const taken = Object.entries(network.getPositions([...drawn].filter((one) => nodes.get(one) && !fresh.includes(one)))).map(([, spot]) => spot);
  const free = (x, y) => taken.every((spot) => Math.abs(spot.x - x) > 130 || Math.abs(spot.y - y) > 62);
  let ring = 150, angle = 0;
  for (const one of fresh) {
    for (let tries = 0; tries < 2000; tries++) {
      const x = middle.x + 1.3 * ring * Math.cos(angle), y = middle.y + ring * Math.sin(angle);
      angle += 60 / ring;
      if (angle > 2 * Math.PI) { angle = 0; ring += 75; }
      if (free(x, y)) {
        things.get(one).x = Math.round(x);
        things.get(one).y = Math.round(y);
        taken.push({ x, y });
        break;
      }
    }
  }
}

const AT_ONCE = 40;
function reveal(id) {
  const thing = things.get(id);
  let fresh;
  if (thing.members.length) {
    fresh = thing.members.filter((member) => !drawn.has(member));
    putAround(id, fresh);
    drawn.delete(id);
    nodes.remove(id);
    if (chosen && chosen.node === id) chosen = null;
  } else {
    fresh = hiddenNeighbours(id).slice(0, AT_ONCE);
    putAround(id, fresh);
  }
  fresh.forEach((one) => drawn.add(one));
  refresh();
  drawPanel();
}

function bring(id) {
  if (drawn.has(id)) return;
  const anchor = tiesOf.get(id).map((tie) => other(tie, id)).find((one) => drawn.has(one));
  const fallback = sectionOf.get(id);
  putAround(anchor !== undefined ? anchor : drawn.has(fallback) ? fallback : [...drawn][0], [id]);
  drawn.add(id);
}

function startAgain() {
  drawn.clear();
  for (const node of startNodes) drawn.add(node.id);
  kindsOff.clear();
  rolesOff.clear();
  chosen = null;
  nodes.clear();
  edges.clear();
  refresh();
  drawLegend();
  drawPanel();
}

function fit() {
  const shown = [...drawn].filter((id) => !nodes.get(id).hidden);
  if (!shown.length) return;
  const spots = network.getPositions(shown);
  const reach = (axis, side, sign) => shown.map((id) => spots[id][axis] + (sign * things.get(id).room[side]) / 2);
  const left = Math.min(...reach("x", 0, -1)), right = Math.max(...reach("x", 0, 1));
  const top = Math.min(...reach("y", 1, -1)), bottom = Math.max(...reach("y", 1, 1)) + 20;
  const room = byId("network");
  const scale = Math.min(1.15, (room.clientWidth - 24) / (right - left), (room.clientHeight - 24) / (bottom - top));
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

/* ---- choosing --------------------------------------------------------------------------------------------- */

function choose(what, { zoom = false, quiet = false } = {}) {
  chosen = what;
  if (what && what.node !== undefined) {
    bring(what.node);
    kindsOff.delete(things.get(what.node).group);
    document.querySelectorAll("#legend input").forEach((box) => { if (box.value === things.get(what.node).group) box.checked = true; });
  }
  refresh();
  if (!what) network.unselectAll();
  else if (what.node !== undefined) network.selectNodes([what.node], false);
  else if (edges.get(what.edge)) network.setSelection({ nodes: [], edges: [what.edge] }, { highlightEdges: false });
  if (zoom && what && what.node !== undefined) {
    untouched = false;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.focus(what.node, { scale: Math.max(0.9, network.getScale()), animation: calm ? false : { duration: 350 } });
  }
  drawPanel();
  if (!quiet) {
    const parameter = !what ? "" : what.node !== undefined ? "#node=" + encodeURIComponent(things.get(what.node).iri) : "#tie=" + what.edge;
    history.replaceState(null, "", parameter || location.pathname + location.search);
  }
}
