/* What Streamlit leaves to be wished for in the browser: links within the session, a fresh start at the top of each page,
   and Swedish for its own words. Loaded by ui/document.py; runs under a content security policy without inline code. */
(() => {
  'use strict';
  const KEPT = ['lage', 'utgava'];
  const part = (name) => document.querySelector(`[data-testid="${name}"]`);

  /* Links marked data-in switch page in the same session; with a modifier key or without script they are plain links. */
  const within = (event) => {
    const link = event.target instanceof Element && event.target.closest('a[data-in]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const to = new URL(link.href, location.href);
    if (to.origin !== location.origin) return;
    const here = new URLSearchParams(location.search);
    for (const name of KEPT) if (here.has(name) && !to.searchParams.has(name)) to.searchParams.set(name, here.get(name));
    event.preventDefault();
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
    arrive();
  };
  addEventListener('click', within);

  /* A new page starts at its top, with its title in focus so that a screen reader reads it. A link to a place in a page
     leads there; while charts above it are still growing the place is held, unless the reader moves. */
  const HOLD = 2500;
  let path = location.pathname;
  const setOut = () => ({ hasRun: false, since: performance.now() });
  let arrival = location.hash ? setOut() : null;
  const arrive = () => {
    path = location.pathname;
    arrival = setOut();
    if (!location.hash) part('stMain')?.scrollTo(0, 0);
  };
  const place = () => {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return named || part('stMain')?.querySelector('h1');
  };
  const hold = (target) => {
    const until = performance.now() + HOLD;
    const show = () => (target.id ? target.scrollIntoView({ block: 'start' }) : part('stMain').scrollTo(0, 0));
    const growth = new ResizeObserver(() => { if (performance.now() < until) show(); else growth.disconnect(); });
    growth.observe(part('stMainBlockContainer'));
    for (const move of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(move, () => growth.disconnect(), { once: true });
    show();
  };
  const settle = () => {
    if (path !== location.pathname) arrive();
    if (!arrival) return;
    const isIdle = part('stApp')?.dataset.testScriptState === 'notRunning';
    arrival.hasRun ||= !isIdle || performance.now() - arrival.since > 1000;
    const target = place();
    if (!isIdle || !arrival.hasRun || !target || target.closest('[data-stale="true"]')) return;
    arrival = null;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    hold(target);
  };

  /* A fold opens and closes at once. Streamlit lets it grow for half a second, also for a reader who has asked for less
     motion, and what is in it slides away under a click; pages.css gives it its height, here the growth ends. */
  const atOnce = (event) => {
    const fold = event.target instanceof Element && event.target.closest('[data-testid="stExpander"] summary')?.parentElement;
    if (fold) for (const growth of fold.getAnimations()) growth.finish();
  };
  addEventListener('click', atOnce);

  /* Streamlit's own words. */
  const WORDS = {
    'Skip to main content': 'Hoppa till innehållet', 'App pages': 'Sidor', 'Sidebar': 'Meny',
    'Expand sidebar': 'Visa menyn', 'Collapse sidebar': 'Stäng menyn', 'Navigate to home page': 'Till Läget just nu',
    'Logo': 'Lägesbild 2020, Göteborgs Stad', 'Main menu': 'Huvudmeny', 'Notifications': 'Meddelanden', 'View less': 'Visa färre',
    'Scroll tabs left': 'Bläddra flikarna åt vänster', 'Scroll tabs right': 'Bläddra flikarna åt höger',
    'Link to heading': 'Länk till rubriken', 'Running...': 'Arbetar …', 'Stop': 'Avbryt', 'Close': 'Stäng', 'Dismiss': 'Stäng',
    'Cancel': 'Avbryt', 'Copy': 'Kopiera', 'Copied': 'Kopierat', 'Copy to clipboard': 'Kopiera', 'Print': 'Skriv ut', 'Rerun': 'Kör om',
    'Try again': 'Försök igen', 'Unknown error': 'Okänt fel', 'Unknown Error': 'Okänt fel', 'Error:': 'Fel:', 'Download failed': 'Filen kunde inte hämtas',
    'view more': 'visa mer', 'view less': 'visa mindre',
    'Choose an option': 'Välj', 'Choose options': 'Välj', 'No options to select': 'Inget att välja', 'No results': 'Inga träffar',
    'Open': 'Öppna', 'Clear value': 'Rensa', 'Clear entry': 'Rensa', 'Clear all': 'Rensa alla', 'Select all': 'Välj alla', 'Selected values': 'Valda',
    'Press Enter to apply': 'Tryck på Enter', 'Press Enter to submit form': 'Tryck på Enter för att skicka',
    'Show data': 'Visa siffrorna', 'Show chart': 'Visa diagrammet', 'Download as CSV': 'Hämta som CSV', 'Download as PNG': 'Hämta som bild',
    'Fullscreen': 'Helskärm', 'Close fullscreen': 'Stäng helskärm', 'Search': 'Sök', 'Close Search': 'Stäng sökningen',
    'Next Result': 'Nästa träff', 'Previous Result': 'Föregående träff', 'Show/hide columns': 'Visa eller dölj kolumner',
    'Clear selection': 'Rensa urvalet', 'Sort ascending': 'Sortera stigande', 'Sort descending': 'Sortera fallande', 'Autosize': 'Anpassa bredden',
    'Pin column': 'Lås kolumnen', 'Unpin column': 'Lås upp kolumnen', 'Hide column': 'Dölj kolumnen', 'Copy column name': 'Kopiera kolumnens namn',
    'Dataframe column menu': 'Kolumnens meny', 'Statistics': 'Statistik', 'No data': 'Inga uppgifter', 'empty': 'tomt', 'visualization': 'diagram',
    'Vega visualization': 'Diagram', 'Connecting': 'Ansluter', 'CONNECTING': 'Ansluter', 'Connecting...': 'Ansluter …', 'Please wait...': 'Vänta …', 'Please wait…': 'Vänta …',
    'Connection error': 'Ingen kontakt med servern', 'Connection timed out.': 'Servern svarade inte i tid.',
    'Streamlit server is not responding. Are you connected to the internet?': 'Servern svarar inte. Kontrollera nätet och ladda om sidan.',
    'Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:':
      'Servern svarar inte. Om den har stoppats, starta den igen:',
    'streamlit run yourscript.py': 'make run',
    'Page not found': 'Sidan finns inte', 'Script execution error': 'Sidan kunde inte visas',
    'Oh no.': 'Något gick fel.', 'Bad message format': 'Ett meddelande gick inte att läsa', 'Dismiss popup': 'Stäng',
    'Traceback:': 'Plats i koden:',
    'Upload': 'Välj fil', 'file upload': 'Välj fil', 'Add files': 'Välj en annan fil', 'Browse files': 'Välj fil', 'Drag and drop a file here': 'Släpp filen här',
    'Drag and drop files here': 'Släpp filen här', 'Drag and drop file here': 'Släpp filen här', 'Drop file here': 'Släpp filen här',
    'Uploading...': 'Skickar …', 'Only one file is allowed.': 'Välj en fil åt gången.', 'Too many files': 'Välj en fil åt gången.',
    'Remove file': 'Ta bort filen', 'Delete file': 'Ta bort filen', 'Press ⌘+Enter to apply': 'Tryck på ⌘+Enter', 'Press Ctrl+Enter to apply': 'Tryck på Ctrl+Enter',
  };
  const PHRASES = [
    [/^(\d+) more$/, '$1 till'],
    [/^View (\d+) more$/, 'Visa $1 till'],
    [/^(\d+) options? available\.$/, '$1 alternativ.'],
    [/^(.+), selected$/s, '$1, vald'],
    [/^Remove (.+)$/s, 'Ta bort $1'],
    [/^Copy Vega-Lite spec(: .+)?$/s, 'Kopiera diagrammets kod$1'],
    [/^(Show data|Show chart|Download as CSV|Download as PNG|Fullscreen|Close fullscreen|Search|Clear value|Show\/hide columns): (.+)$/s,
      (_, words, rest) => `${WORDS[words]}: ${rest}`],
    [/^You have requested page \/(.*), but no corresponding file was found.*$/s, 'Adressen /$1 finns inte. I stället visas Läget just nu.'],
    [/^The page that you have requested does not seem to exist.*$/s, 'Adressen finns inte. I stället visas Läget just nu.'],
    [/^This app has encountered an error\..*$/s, 'Något gick fel. Sidan kunde inte visas. Ladda om sidan.'],
    [/^(\d+)\s?MB per file(?: • (.+))?$/, (_, size, kinds) => `Högst ${size} MB${kinds ? ` • ${kinds}` : ''}`],
    [/^.*files are not allowed\.$/s, () => location.pathname.endsWith('/hearing')
      ? 'Den sortens fil är ingen mall. Öppna den i PowerPoint och spara den som .pptx.' : 'Den sortens fil kan inte läsas. Öppna den i Excel eller LibreOffice och spara den som .xlsx.'],
    [/^File must be (\d+)(?:\.0)?\s?MB or smaller\.$/, (_, size) => `Filen är större än ${size} MB. `
      + (location.pathname.endsWith('/hearing') ? 'Ta bort stora bilder och filmer ur den.' : 'Dela upp den på flera filer.')],
    [/^Press (?:Ctrl|⌘)\+Enter to (?:apply|submit form) • (.+)$/s, 'Tryck på Ctrl+Enter • $1'],
    [/^Press Enter to (?:apply|submit form) • (.+)$/s, 'Tryck på Enter • $1'],
    [/^Request failed with status code (\d+)$/, 'Filen togs inte emot (fel $1). Ladda om sidan och försök igen.'],
    [/^Delete (.+)$/s, 'Ta bort $1'],
    [/^[\w ]+ icon$/, 'Ikon'],
    [/^(\d+)\.(\d) ?(B|KB|MB)$/, (_, whole, part, unit) => `${whole}${part === '0' ? '' : `,${part}`} ${unit}`],
    [/^Connection failed with status (\d+).*$/s, 'Servern svarade med fel $1.'],
  ];
  const OURS = '[data-testid="stHtml"],[data-testid="stMarkdownContainer"],[data-testid="stHeading"],[data-testid="stIconMaterial"],'
    + 'svg.marks,script,style,textarea';
  const EXCEPTIONS = '[role="dialog"],[data-testid="stTopNav"],[data-testid="stSidebarNav"],[data-testid="stException"],[data-testid="stAlert"],'
    + '[data-testid="stFileUploaderDropzone"]';
  const ATTRIBUTES = ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription'];

  const swedish = (said) => {
    const words = said.trim();
    if (!words) return said;
    if (Object.hasOwn(WORDS, words)) return said.replace(words, WORDS[words]);
    const phrase = PHRASES.find(([pattern]) => pattern.test(words));
    return phrase ? said.replace(words, words.replace(phrase[0], phrase[1])) : said;
  };
  const isOurs = (element) => !element || (element.closest(OURS) && !element.closest(EXCEPTIONS)) || element.closest('[data-testid="stIconMaterial"]');
  const translateText = (node) => {
    if (isOurs(node.parentElement)) return;
    const words = swedish(node.nodeValue);
    if (words !== node.nodeValue) node.nodeValue = words;
  };
  const translateAttributes = (element) => {
    if (element.closest('[data-testid="stHtml"],svg.marks')) return;
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      const words = said && swedish(said);
      if (said !== words) element.setAttribute(name, words);
    }
  };
  /* A chart is read as its one sentence and its table; its marks, named in English by the chart engine, are kept quiet. */
  const hush = (root) => {
    for (const drawing of root.querySelectorAll('svg.marks > g')) drawing.setAttribute('aria-hidden', 'true');
  };
  const translate = (root) => {
    if (root.nodeType === Node.TEXT_NODE) { translateText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    hush(root.matches('svg.marks') ? root.parentElement : root);
    translateAttributes(root);
    root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(',')).forEach(translateAttributes);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) translateText(texts.currentNode);
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === 'childList') change.addedNodes.forEach(translate);
      else if (change.type === 'characterData') translateText(change.target);
      else translateAttributes(change.target);
    }
    settle();
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: [...ATTRIBUTES, 'data-test-script-state', 'data-stale'],
  });
  addEventListener('popstate', () => { if (path !== location.pathname) arrive(); });
  translate(document.documentElement);
})();
