// The screen of the topic radar: the topics of the project's contents, each with a button that hands it over.

/** @type {import('handoff-ui').ScreenMeta} */
export const meta = { apiVersion: 1, id: 'topic-radar', screens: [{ key: 'topic-radar', titleKey: 'title', icon: 'radar' }] };

const PAGE = 100;

/** @type {import('handoff-ui').Mount} */
export async function mount(root, host) {
  const { html, i18n } = host;
  /** @type {string[]} */
  let topics = [];
  let said = '';

  host.css(`
    h2 { margin: 0 0 12px; font-size: 1.1rem; }
    ul { display: flex; flex-wrap: wrap; gap: 8px; margin: 0; padding: 0; list-style: none; }
    button { font: inherit; color: var(--ink, inherit); background: transparent; border: 1px solid currentColor; border-radius: 8px; padding: 6px 12px; cursor: pointer; }
  `);

  const draw = () => host.render(html`
    <h2>${i18n.t('title')}</h2>
    ${topics.length === 0 ? html`<p>${i18n.t('empty')}</p>` : html`<ul>
      ${topics.map((topic) => html`<li><button type="button" @click=${() => compare(topic)}>${topic}</button></li>`)}
    </ul>`}
    <p role="status">${said}</p>`, root);

  /** @param {string} topic */
  async function compare(topic) {
    try {
      await host.handoff('compare', { topic });
      said = '';
    } catch (problem) {
      said = /** @type {import('handoff-ui').Problem} */ (problem).message;
    }
    draw();
  }

  async function load() {
    const { id } = host.context.project;
    topics = [];
    if (id) {
      const page = await host.fetch(`/v2/projects/${id}/documents/contents?limit=${PAGE}`);
      /** @type {string[]} */
      const named = page.items.map((/** @type {any} */ item) => item.content.topic).filter(Boolean);
      topics = [...new Set(named)].sort();
    }
    draw();
  }

  host.events.on('project.changed', load);
  await load();
  return { update: draw };
}
