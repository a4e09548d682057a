/** @type {import('handoff-ui').ScreenMeta} */
export const meta = { apiVersion: 1, id: '${artifactId}', screens: [{ key: '${artifactId}', titleKey: 'title' }] };

#[[/** @type {import('handoff-ui').Mount} */
export function mount(root, host) {
  const { html, i18n } = host;
  let said = '';

  host.css('h2 { margin: 0 0 12px; } label { display: block; margin-bottom: 12px; }');

  const draw = () => host.render(html`
    <h2>${i18n.t('title')}</h2>
    <form @submit=${prepare}>
      <label>${i18n.t('topic')} <input name="topic" maxlength="60"></label>
      <button @click=${prepare}>${i18n.t('prepare')}</button>
    </form>
    <p role="status">${said}</p>`, root);

  /** @param {Event} event */
  async function prepare(event) {
    event.preventDefault();
    const topic = root.querySelector?.('input')?.value ?? '';
    try {
      await host.handoff('write', { topic });
      said = '';
    } catch (problem) {
      said = /** @type {import('handoff-ui').Problem} */ (problem).message;
    }
    draw();
  }

  draw();
}]]#
