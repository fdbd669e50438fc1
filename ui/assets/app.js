// One script for every gr.HTML of the app. A button says in its data-act what it does; its other data go along.
// Gradio only knows events whose names stand here, in quotes: 'page_open' 'page_close' 'ask_this' 'ask_instead' 'word' 'report_wrong' 'go_to' 'pick'
// 'save_entry' 'start_again' 'show_more' 'edit_document' 'save_document' 'remove_document' 'remove_surely' 'cancel' 'filter_cell'.
// What needs no server (copying, light and dark) is a data-local and stays here.
const wide = () => window.matchMedia('(min-width: 900px)').matches;

const local = {
  theme() {
    const dark = document.body.classList.toggle('dark');
    localStorage.setItem('woordhouder-theme', dark ? 'dark' : 'light');
  },
  async copy(button) { await copyText(button, button.dataset.text); },
  async link(button) { await copyText(button, location.origin + location.pathname + button.dataset.text); },
};

async function copyText(button, text) {
  const label = button.textContent;
  let said = button.dataset.done;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without https the clipboard is only reachable through a selected field.
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    if (!document.execCommand('copy')) said = button.dataset.failed;
    field.remove();
  }
  button.textContent = said;
  say(said);
  setTimeout(() => { button.textContent = label; }, 2000);
}

function say(text) {
  const live = document.getElementById('wh-live');
  if (live) live.textContent = text;
}

element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-local], [data-act]');
  if (!button || button.tagName === 'FORM' || !element.contains(button)) return;
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (button.dataset.local) { local[button.dataset.local](button); return; }
  window.woordhouderLast = button;
  if (button.dataset.act === 'page_open' && !button.closest('.wh-page')) window.woordhouderFrom = button;
  if (button.classList.contains('wh-row')) {
    for (const row of element.querySelectorAll('.wh-row[aria-current]')) row.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
  }
  trigger(button.dataset.act, { ...button.dataset });
});

// In a picture the Tab key stops once; the arrows go from dot to dot.
element.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const dot = event.target.closest && event.target.closest('.wh-dot');
  if (!step || !dot) return;
  event.preventDefault();
  const dots = [...element.querySelectorAll('.wh-dot')];
  const next = dots[dots.indexOf(dot) + step];
  if (!next) return;
  dot.setAttribute('tabindex', '-1');
  next.setAttribute('tabindex', '0');
  next.focus();
});

element.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-act]');
  if (!form) return;
  event.preventDefault();
  const kept = form.querySelector('[data-remember]');
  if (kept) localStorage.setItem('woordhouder-' + kept.name, kept.value);
  trigger(form.dataset.act, { ...form.dataset, ...Object.fromEntries(new FormData(form)) });
});

watch('value', () => {
  const file = element.querySelector('a[data-follow]');
  if (file) { file.click(); return; }
  // Who closes a page goes on where they were: at the number they came from.
  const closed = window.woordhouderLast && window.woordhouderLast.dataset.act === 'page_close' && !props.value;
  if (closed && window.woordhouderFrom && window.woordhouderFrom.isConnected) {
    window.woordhouderLast = null;
    window.woordhouderFrom.focus({ preventScroll: wide() });
    return;
  }
  for (const field of element.querySelectorAll('[data-remember]')) field.value ||= localStorage.getItem('woordhouder-' + field.name) || '';
  const first = element.querySelector('.wh-dot');
  if (first) first.setAttribute('tabindex', '0');
  const said = element.querySelector('[data-say]');
  if (said) say(said.dataset.say);
  const asked = element.querySelector('[data-query]');
  if (asked) history.replaceState(null, '', '?' + asked.dataset.query);
  const now = element.querySelector('.wh-now');
  if (now) {
    const scroll = now.closest('.wh-scroll');
    scroll.scrollLeft += now.getBoundingClientRect().left - scroll.getBoundingClientRect().left - scroll.clientWidth / 2;
  }
  const mark = element.querySelector('mark, .wh-box');
  const holder = mark && mark.closest('.wh-text, .wh-picture');
  if (holder) holder.scrollTop += mark.getBoundingClientRect().top - holder.getBoundingClientRect().top - holder.clientHeight / 3;
  const heading = element.querySelector('[data-focus]');
  if (!heading) return;
  if (!wide()) (mark || element).scrollIntoView({ block: mark ? 'center' : 'start' });
  const key = document.activeElement === document.body && window.woordhouderLast && window.woordhouderLast.dataset.key;
  const again = key && element.querySelector(`[data-key="${CSS.escape(key)}"]`);
  (again || heading).focus({ preventScroll: true });
});
