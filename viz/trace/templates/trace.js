'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const panel = document.getElementById('panel');
  const language = document.getElementById('language');
  let lang = document.body.dataset.start;
  let shown = null;

  const say = (name, ...values) => values.reduce((text, value) => text.replace('{}', value), data.words[name][lang]);

  function add(parent, tag, text, name) {
    const made = document.createElement(tag);
    if (text !== undefined && text !== null) made.textContent = text;
    if (name) made.className = name;
    parent.append(made);
    return made;
  }

  function quote(parent, one) {
    const block = add(parent, 'blockquote');
    add(block, 'span', one.before);
    add(block, 'mark', one.quote);
    add(block, 'span', one.after);
    const facts = [one.date || say('undated_document'), say('place', one.start, one.end)];
    if (one.where) facts.splice(1, 0, one.where[lang]);
    if (one.rule) facts.push(say('rule', one.rule));
    if (one.confidence !== null && one.confidence !== undefined) facts.push(say('confidence', one.confidence));
    add(parent, 'cite', `${one.title}${one.by ? one.by[lang] : ''}`);
    add(parent, 'cite', facts.join(' · '));
    if (one.file !== one.title) add(parent, 'cite', one.file);
  }

  function reason(parent, one) {
    if (!one.quote) return;
    add(add(parent, 'blockquote'), 'span', one.quote);
    add(parent, 'cite', `${one.title} · ${say('place', one.start, one.end)}`);
  }

  function links(parent, list) {
    const rows = add(parent, 'ul');
    for (const link of list) {
      const button = add(add(rows, 'li'), 'button', link[lang], 'mark');
      button.type = 'button';
      button.dataset.ref = link.ref;
    }
  }

  function card(one) {
    add(panel, 'h2', one.head[lang]);
    for (const line of one.lines || []) add(panel, 'p', line[lang]);
    if (one.facts) {
      const list = add(panel, 'dl');
      for (const fact of one.facts) { add(list, 'dt', fact[lang]); add(list, 'dd', fact.value); }
    }
    for (const found of one.quotes || []) quote(panel, found);
    if (one.reject) add(add(panel, 'p', say('reject'), 'soft'), 'code', one.reject);
    if (one.from) add(panel, 'h3', one.from[lang]);
    for (const found of one.reasons || []) reason(panel, found);
    if (one.links && one.links.length) links(panel, one.links);
    if (one.documents) {
      add(panel, 'h3', say('documents'));
      if (!one.documents.length) add(panel, 'p', say('none'), 'soft');
      const rows = add(panel, 'ul');
      for (const document_ of one.documents) {
        add(rows, 'li', `${document_.naming ? '● ' : '○ '}${document_.title} ${document_.date}`);
      }
    }
  }

  function show(ref) {
    shown = ref;
    panel.replaceChildren();
    panel.classList.toggle('idle', ref === null);
    const close = add(panel, 'button', say('close'));
    close.id = 'close';
    close.type = 'button';
    close.addEventListener('click', () => show(null));
    for (const mark of document.querySelectorAll('svg .chosen')) mark.classList.remove('chosen');
    if (ref === null || !data.cards[ref]) {
      add(panel, 'h2', say('evidence'));
      add(panel, 'p', say(ref === null ? 'hint' : 'none'), 'soft');
      return;
    }
    for (const mark of document.querySelectorAll(`svg [data-ref="${ref}"]`)) mark.classList.add('chosen');
    card(data.cards[ref]);
    panel.scrollTop = 0;
  }

  function paint(at) {
    for (const figure of document.querySelectorAll('.figure.map')) {
      const svg = figure.querySelector('svg');
      const prefix = figure.closest('.lang').dataset.lang;
      const year = svg.querySelector('.year');
      if (year) year.textContent = data.years[at];
      for (const tile of svg.querySelectorAll('.tile')) {
        const state = (data.tiles[tile.dataset.key] || [])[at] || 'no document';
        const ground = tile.querySelector('rect, path');
        const [fill, ink, line, dashes, halo] = data.looks[state];
        ground.setAttribute('fill', fill.replace('{}', `map-${prefix}`));
        ground.setAttribute('stroke', line);
        if (dashes) ground.setAttribute('stroke-dasharray', dashes); else ground.removeAttribute('stroke-dasharray');
        const label = tile.querySelector('text');
        if (label) { label.setAttribute('fill', ink); label.setAttribute('stroke', halo); }
      }
      const slider = figure.querySelector('.slider input');
      if (slider) { slider.value = at; figure.querySelector('.slider output').textContent = data.years[at]; }
    }
  }

  function speak(next) {
    lang = next;
    document.body.dataset.lang = lang;
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
    language.textContent = say('language');
    const heading = document.querySelector(`.lang[data-lang="${lang}"] h1`);
    if (heading) document.title = heading.textContent;
    show(shown);
  }

  document.addEventListener('click', (event) => {
    const mark = event.target.closest('[data-ref]');
    if (mark) show(mark.dataset.ref);
  });
  // Cells of the matrix are one stop of the tab key, with arrows between them.
  const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  function step(event) {
    const cell = event.target.closest && event.target.closest('.heat [data-ref^="c"]');
    if (!cell || !ARROWS[event.key]) return;
    event.preventDefault();
    const all = [...cell.closest('svg').querySelectorAll('[data-ref^="c"]')];
    const spot = (one) => one.dataset.ref.slice(1).split('-').map(Number);
    const [[row, year], [down, right]] = [spot(cell), ARROWS[event.key]];
    const ahead = all.map((one) => [one, spot(one)])
      .filter(([, [r, y]]) => (down ? y === year && (r - row) * down > 0 : r === row && (y - year) * right > 0))
      .sort(([, a], [, b]) => Math.abs(a[0] - row) + Math.abs(a[1] - year) - Math.abs(b[0] - row) - Math.abs(b[1] - year));
    if (ahead.length) ahead[0][0].focus();
  }
  for (const svg of document.querySelectorAll('.heat svg')) {
    const reach = (cell) => svg.querySelectorAll('[data-ref^="c"]').forEach((one) => one.setAttribute('tabindex', one === cell ? '0' : '-1'));
    reach(svg.querySelector('[data-ref^="c"]'));
    svg.addEventListener('focusin', (event) => reach(event.target.closest('[data-ref]')));
  }
  document.addEventListener('keydown', step);
  document.addEventListener('keydown', (event) => {
    const mark = event.target.closest && event.target.closest('svg [data-ref]');
    if (mark && (event.key === 'Enter' || event.key === ' ')) { event.preventDefault(); show(mark.dataset.ref); }
    if (event.key === 'Escape') show(null);
  });
  for (const slider of document.querySelectorAll('.slider input')) {
    slider.addEventListener('input', () => paint(Number(slider.value)));
  }
  language.addEventListener('click', () => speak(lang === 'zh' ? 'en' : 'zh'));
  speak(lang);
})();
