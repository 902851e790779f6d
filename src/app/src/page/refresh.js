// Shows the page as it is now, every second; when nobody answers, it stays as it was, and says so.
const REMEMBERED = 30;
const now = document.getElementById('now');
const gone = document.getElementById('gone');
const answers = [now.dataset.pod];
let answered = Date.now();

async function ask() {
  const answer = await fetch('check/page', { cache: 'no-store', signal: AbortSignal.timeout(3000) });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = page.getElementById('now');
  if (!next) throw new Error('somebody else answers');
  return { page, next };
}

function show({ page, next }) {
  document.title = page.title;
  document.body.style.backgroundColor = page.body.style.backgroundColor;
  document.querySelector('link[rel=icon]').href = page.querySelector('link[rel=icon]').href;
  now.replaceChildren(...next.childNodes);
  answers.push(next.dataset.pod);
  if (answers.length > REMEMBERED) answers.shift();
  showServed();
}

function showServed() {
  const pods = [...new Set(answers)].sort();
  const served = document.getElementById('served');
  served.hidden = pods.length < 2;
  const items = pods.map((pod) => {
    const item = document.createElement('li');
    const count = answers.filter((each) => each === pod).length;
    item.textContent = `${pod} × ${count}`;
    item.classList.toggle('last', pod === answers.at(-1));
    return item;
  });
  served.replaceChildren(...items);
}

async function refresh() {
  try {
    show(await ask());
    answered = Date.now();
    gone.hidden = true;
  } catch (error) {
    const why = error instanceof TypeError ? 'no connection' : error.message;
    const at = new Date(answered).toTimeString().slice(0, 8);
    const seconds = Math.round((Date.now() - answered) / 1000);
    gone.textContent = `No answer for ${seconds} s (${why}). This is from ${at}.`;
    gone.hidden = false;
  }
  document.body.classList.toggle('gone', !gone.hidden);
  setTimeout(refresh, 1000);
}

setTimeout(refresh, 1000);
