/** `/graph`, and `/query` as newer versions call it: expressions as live plots. */
import { GRAPH_SCRIPT } from './graph-script.ts';
import { page } from './page.ts';

const PANEL = `<section>
<form>
<input name="expr" aria-label="Expression" placeholder="PromQL, for example up" spellcheck="false">
<select name="tab" aria-label="View"><option value="0">Graph<option value="1">Table</select>
<input name="range_input" aria-label="Range" value="5m">
<input name="end_input" aria-label="End, UTC" placeholder="until now">
<button>Execute</button>
</form>
<output role="status"></output>
<svg class="plot" role="img" aria-label="Plot of the expression"></svg>
<ol></ol>
</section>`;

export const graphPage = page(
  'graph',
  `<template>${PANEL}</template><noscript>This page needs JavaScript.</noscript>`,
  GRAPH_SCRIPT,
);
