/** `/graph`: one query as a live plot. Self-contained, because there may be no internet. */
export const GRAPH_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Prometheus</title>
<style>
  :root { color-scheme: light dark; font: 16px system-ui, sans-serif }
  body { margin: 1rem auto; max-width: 70rem; padding: 0 1rem }
  form { display: flex; gap: .5rem; flex-wrap: wrap }
  input[name=query] { flex: 1 1 20rem; font-family: ui-monospace, monospace; padding: .4rem }
  svg { width: 100%; height: 50vh; margin-top: 1rem; overflow: visible }
  svg text { fill: currentColor; font-size: 12px; opacity: .7 }
  svg line { stroke: currentColor; opacity: .15 }
  svg polyline { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke }
  ol { list-style: none; padding: 0; font-family: ui-monospace, monospace; font-size: .85rem }
  output { color: #c33 }
</style>
<form>
  <input name="query" aria-label="Query" placeholder="PromQL, for example up" autofocus>
  <select name="range" aria-label="Range"><option value="60">1m<option value="300" selected>5m<option value="900">15m<option value="3600">1h</select>
  <button>Plot</button>
</form>
<output role="status"></output>
<svg role="img" aria-label="Plot of the query"></svg>
<ol></ol>
<script>
const form = document.forms[0], svg = document.querySelector('svg'), legend = document.querySelector('ol'), status = document.querySelector('output');
const colours = ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee', '#aa3377', '#bbbbbb'];
const given = new URLSearchParams(location.search);
for (const name of ['query', 'range']) if (given.has(name)) form.elements[name].value = given.get(name);
const node = (name, attributes, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};
const label = ({ __name__ = '', ...rest }) => __name__ + '{' + Object.entries(rest).map(([k, v]) => k + '=' + JSON.stringify(v)).join(', ') + '}';
async function draw() {
  const query = form.elements.query.value, range = Number(form.elements.range.value);
  if (!query) return;
  const end = Date.now() / 1000, start = end - range;
  let answer;
  try {
    answer = await (await fetch('api/v1/query_range?' + new URLSearchParams({ query, start, end, step: Math.max(1, range / 250) }))).json();
  } catch (error) { answer = { status: 'error', error: 'no answer: ' + error.message }; }
  if (answer.status !== 'success') { status.textContent = answer.error; return; }
  const series = answer.data.result;
  const values = series.flatMap((one) => one.values.map((pair) => Number(pair[1]))).filter(Number.isFinite);
  status.textContent = values.length ? '' : series.length ? 'Every value is NaN.' : 'No series.';
  const low = Math.min(0, ...values), high = Math.max(...values, low + 1e-9);
  const width = svg.clientWidth, height = svg.clientHeight;
  const y = (v) => height - ((v - low) / (high - low)) * height, x = (t) => ((t - start) / range) * width;
  svg.replaceChildren();
  for (let step = 0; step <= 4; step++) {
    const v = low + ((high - low) * step) / 4;
    svg.append(node('line', { x1: 0, x2: width, y1: y(v), y2: y(v) }), node('text', { x: 2, y: y(v) - 3 }, String(Number(v.toPrecision(4)))));
  }
  legend.replaceChildren();
  series.forEach((one, index) => {
    const colour = colours[index % colours.length];
    let points = [];
    const flush = () => { if (points.length) svg.append(node('polyline', { points: points.join(' '), stroke: colour })); points = []; };
    let previous;
    for (const [t, text] of one.values) {
      const v = Number(text);
      if (!Number.isFinite(v) || (previous !== undefined && t - previous > Math.max(1, range / 250) * 1.5)) flush();
      if (Number.isFinite(v)) points.push(x(t).toFixed(1) + ',' + y(v).toFixed(1));
      previous = t;
    }
    flush();
    const item = document.createElement('li');
    item.textContent = '\\u25a0 ' + label(one.metric) + ' ' + one.values.at(-1)[1];
    item.style.color = colour;
    legend.append(item);
  });
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  history.replaceState(null, '', '?' + new URLSearchParams(new FormData(form)));
  draw();
});
draw();
setInterval(draw, 2000);
</script>
`;
