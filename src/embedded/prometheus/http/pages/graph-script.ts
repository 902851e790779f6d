/**
 * The script of `/graph`, as the browser runs it. It reads Prometheus' deep links (`g0.expr`, `g0.tab`,
 * `g0.range_input`, `g0.end_input`, `g1.expr` …), and only ever sets text and attributes: an expression is never HTML.
 */
export const GRAPH_SCRIPT = String.raw`
const UNITS = { ms: .001, s: 1, m: 60, h: 3600, d: 86400, w: 604800, y: 31536000 };
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 604800];
const DASHES = ['', '12 5', '3 4', '12 5 3 5'];
const COLOURS = 7;
const LEFT = 80, BOTTOM = 34, TOP = 12, RIGHT = 40;

function seconds(text) {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  const exact = parts.map((part) => part[0]).join('') === text;
  return parts.length > 0 && exact ? parts.reduce((sum, [, n, unit]) => sum + n * UNITS[unit], 0) : undefined;
}
function moment(text) {
  const zoned = /[zZ]$|[+-]\d\d:\d\d$/.test(text);
  return text ? Date.parse(text.replace(' ', 'T') + (zoned ? '' : 'Z')) / 1000 : NaN;
}
function element(name, attributes = {}, ...children) {
  const made = document.createElementNS(
    /^(svg|line|text|polyline)$/.test(name) ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml',
    name,
  );
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return made;
}
function niceStep(span, count) {
  const rough = span / count, power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough);
}
function nameOf({ __name__ = '', ...rest }) {
  const labels = Object.entries(rest).map(([key, value]) => key + '=' + JSON.stringify(value)).join(', ');
  return labels || !__name__ ? __name__ + '{' + labels + '}' : __name__;
}
function clock(time, withSeconds) {
  const date = new Date(time * 1000), two = (n) => String(n).padStart(2, '0');
  return two(date.getHours()) + ':' + two(date.getMinutes()) + (withSeconds ? ':' + two(date.getSeconds()) : '');
}
const line = (index) => ({
  style: 'stroke: var(--line-' + (index % COLOURS) + ')',
  'stroke-dasharray': DASHES[Math.floor(index / COLOURS) % DASHES.length],
});

function plot(svg, series, { start, end, step }) {
  const width = svg.clientWidth, height = svg.clientHeight;
  const values = series.flatMap((one) => one.values.map((pair) => Number(pair[1]))).filter(Number.isFinite);
  const low = Math.min(0, ...values);
  const gap = niceStep(Math.max(...values, low + 1e-9) - low, 4);
  const bottom = Math.floor(low / gap) * gap, top = Math.max(bottom + gap, Math.ceil(Math.max(...values, 0) / gap) * gap);
  const x = (t) => LEFT + ((t - start) / (end - start)) * (width - LEFT - RIGHT);
  const y = (v) => height - BOTTOM - ((v - bottom) / (top - bottom)) * (height - BOTTOM - TOP);
  const drawn = [];
  for (let v = bottom; v <= top + gap / 2; v += gap)
    drawn.push(
      element('line', { x1: LEFT, x2: width - RIGHT, y1: y(v), y2: y(v) }),
      element('text', { x: LEFT - 8, y: y(v) + 5, 'text-anchor': 'end' }, Number(v.toPrecision(6))),
    );
  const most = Math.max(2, Math.floor((width - LEFT) / 130));
  const tick = TIME_STEPS.find((each) => (end - start) / each <= most) || TIME_STEPS.at(-1);
  const zone = new Date().getTimezoneOffset() * 60;
  for (let t = Math.ceil((start - zone) / tick) * tick + zone; t <= end; t += tick)
    drawn.push(
      element('line', { x1: x(t), x2: x(t), y1: TOP, y2: height - BOTTOM }),
      element('text', { x: x(t), y: height - 8, 'text-anchor': 'middle' }, clock(t, tick < 60)),
    );
  series.forEach((one, index) => {
    let points = [], previous;
    const flush = () => {
      if (points.length === 1) points.push(points[0]);
      if (points.length) drawn.push(element('polyline', { points: points.join(' '), ...line(index) }));
      points = [];
    };
    for (const [t, text] of one.values) {
      const v = Number(text);
      if (!Number.isFinite(v) || t - previous > step * 1.5) flush();
      if (Number.isFinite(v)) points.push(x(t).toFixed(1) + ',' + y(v).toFixed(1));
      previous = t;
    }
    flush();
  });
  svg.replaceChildren(...drawn);
}

async function ask(path, parameters) {
  try {
    const answer = await (await fetch('api/v1/' + path + '?' + new URLSearchParams(parameters))).json();
    return answer.status === 'success' ? answer.data : { error: answer.error };
  } catch (error) {
    return { error: 'no answer: ' + error.message };
  }
}

function row(metric, value, index, lined) {
  const key = element('svg', { class: 'key', viewBox: '0 0 40 10' }, element('line', { x1: 0, x2: 40, y1: 5, y2: 5, ...line(index) }));
  return element('li', {}, ...(lined ? [key] : []), element('span', {}, nameOf(metric)), element('b', {}, value));
}

async function draw(panel) {
  const { expr, tab, range_input, end_input } = panel.form.elements;
  if (!expr.value) return;
  const range = seconds(range_input.value.trim());
  if (!range) return void (panel.status.textContent = 'The range is not a duration such as 5m or 1h30m.');
  const end = Number.isNaN(moment(end_input.value)) ? Date.now() / 1000 : moment(end_input.value);
  const step = Math.max(1, range / 250), start = end - range;
  const asGraph = tab.value === '0';
  const data = asGraph
    ? await ask('query_range', { query: expr.value, start, end, step })
    : await ask('query', { query: expr.value, time: end });
  panel.svg.toggleAttribute('hidden', !asGraph || Boolean(data.error));
  if (data.error) {
    panel.legend.replaceChildren();
    return void (panel.status.textContent = data.error);
  }
  const single = data.resultType === 'scalar' || data.resultType === 'string';
  const series = single ? [{ metric: {}, value: data.result }] : data.result;
  panel.status.textContent = series.length ? '' : 'No series.';
  if (asGraph) plot(panel.svg, series, { start, end, step });
  panel.legend.replaceChildren(
    ...series.map(({ metric, value, values = [value] }, index) => row(metric, values.at(-1)[1], index, asGraph)),
  );
}

const given = new URLSearchParams(location.search);
const template = document.querySelector('template').content.firstElementChild;
const count = Math.max(1, [...given.keys()].filter((key) => /^g\d+\.expr$/.test(key)).length);
const panels = Array.from({ length: count }, (_, n) => {
  const section = template.cloneNode(true);
  const [form, status, svg, legend] = ['form', 'output', 'svg', 'ol'].map((name) => section.querySelector(name));
  for (const name of ['expr', 'tab', 'range_input', 'end_input']) {
    const value = given.get('g' + n + '.' + name) ?? (name === 'expr' && n === 0 ? given.get('query') : null);
    if (value !== null) form.elements[name].value = name === 'tab' ? (/^(1|table)$/.test(value) ? '1' : '0') : value;
  }
  document.querySelector('main').append(section);
  return { form, status, svg, legend };
});
function link() {
  const all = new URLSearchParams();
  panels.forEach(({ form }, n) => {
    for (const [name, value] of new FormData(form)) if (value) all.set('g' + n + '.' + name, value);
  });
  history.replaceState(null, '', '?' + all);
}
const drawAll = () => panels.forEach((panel) => void draw(panel));
for (const panel of panels)
  panel.form.addEventListener('submit', (event) => {
    event.preventDefault();
    link();
    void draw(panel);
  });
drawAll();
addEventListener('resize', drawAll);
setInterval(drawAll, 2000);
`;
