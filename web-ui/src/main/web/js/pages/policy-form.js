import { html, nothing } from '../../vendor/lit-html/lit-html.js';
import { t } from '../core/i18n.js';
import { store } from '../core/state.js';
import { icon } from '../ui/components.js';
import '../ui/more-icons.js';
import { policyFrom, policyOfRows, valueText } from './policy-diff.js';

// The rules of a policy as fields, while they are changed.

/** The layers that can be written. */
export const SCOPES = ['system', 'platform', 'project', 'user'];

export const EMPTY_ROWS = [{ name: '', value: '' }];

/** The layer that the address names. */
export function chosen() {
  const { search, projectId, me } = store.get();
  const query = new URLSearchParams(search);
  const asked = query.get('scope') ?? '';
  const scope = SCOPES.includes(asked) ? asked : 'system';
  const usual = { system: 'default', platform: 'douyin', project: projectId, user: me?.id ?? '' }[scope];
  return { scope, key: query.get('key') || usual };
}

/** The key of what is known of a layer. */
export const layerKey = ({ scope, key }) => `layer/${scope}/${key}`;
export const layerPath = ({ scope, key }) => `/v2/governance/layers/${encodeURIComponent(scope)}/${encodeURIComponent(key)}`;

/** The policy as JSON, for who prefers it. */
export const jsonField = ({ json }) => html`<label class="fl"><span>${t('policies.json')}</span><textarea name="json" rows="10" spellcheck="false" class="code" .value=${json}></textarea></label>`;

/** The rules as pairs of fields. */
export function ruleRows(name, { rows, problems = [] }) {
  return html`<fieldset class="rules"><legend>${t('policies.rules')}</legend><p class="muted small" id="${name}-value-hint">${t('policies.valueHint')}</p>
    ${rows.map((row, index) => html`<div class="rulerow"><input type="text" name="rule" aria-label=${t('policies.ruleName', { a: index + 1 })} placeholder=${t('governance.rule')} .value=${row.name} autocomplete="off" spellcheck="false" aria-invalid=${problems.some((one) => one.index === index) ? 'true' : nothing}>
      <input type="text" name="value" aria-label=${t('policies.ruleValue', { a: index + 1 })} placeholder=${t('governance.value')} .value=${row.value} autocomplete="off" spellcheck="false" aria-describedby="${name}-value-hint" aria-invalid=${problems.some((one) => one.index === index) ? 'true' : nothing}>
      <button class="ib s" type="button" data-action="policy-remove" data-draft=${name} data-index=${index} aria-label=${t('policies.removeRule', { a: index + 1 })}>${icon('trash')}</button></div>`)}
    <button class="lnk" type="button" data-action="policy-add" data-draft=${name}>${icon('plus')}${t('policies.addRule')}</button></fieldset>`;
}

/** What is wrong with what was typed. */
export const problemsOf = ({ problems = [], jsonProblem = '' }) => (problems.length === 0 && !jsonProblem ? nothing
  : html`<div class="problem" role="alert">${icon('alert')}<div>${jsonProblem ? html`<p>${jsonProblem}</p>` : nothing}${problems.map(({ index, kind }) => html`<p>${t('policies.ruleName', { a: index + 1 })}: ${t(`policies.problem.${kind}`)}</p>`)}</div></div>`);

/** A form's rows while they are changed; another subject starts from what is stored. */
export function draftOf(name, first, about = '') {
  const kept = store.get().pageData[`draft/${name}`]?.value;
  return kept && kept.about === about ? kept : { ...first(), about };
}

/** Changes the rows of a form. @param {string} name @param {object} patch */
export function setDraft(name, patch) {
  const layer = chosen();
  const about = name === 'layer' ? layerKey(layer) : '';
  const current = draftOf(name, () => ({ rows: name === 'layer' ? rowsOf(store.get().pageData[about]?.value?.policy) : EMPTY_ROWS, json: null }), about);
  store.set(({ pageData }) => ({ pageData: { ...pageData, [`draft/${name}`]: { value: { ...current, saved: false, ...patch } } } }));
}

/** The rows of a stored policy. */
export function rowsOf(policy) {
  const rows = Object.entries(policy ?? {}).map(([name, value]) => ({ name, value: valueText(value) }));
  return rows.length > 0 ? rows : EMPTY_ROWS;
}

const formOf = (name) => /** @type {HTMLFormElement} */ (document.querySelector(`form[data-form="${name}"]`));

function typedRows(name) {
  const data = new FormData(formOf(name));
  const values = data.getAll('value');
  return data.getAll('rule').map((rule, index) => ({ name: String(rule), value: String(values[index] ?? '') }));
}

/** The time of a stored instant as a datetime field shows it. */
export function localTime(instant) {
  const date = new Date(instant);
  if (!instant || Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The instant of a datetime field. */
export const instantOf = (local) => (local ? new Date(local).toISOString() : '');

/** The policy in a form; null, with the reasons shown, when it is none. */
export function typedPolicy(name) {
  const json = new FormData(formOf(name)).get('json');
  if (json !== null) {
    const { policy, problem, line } = policyFrom(String(json));
    setDraft(name, { json: String(json), jsonProblem: problem ? t(`policies.json.${problem}`, { line }) : '', problems: [] });
    return policy;
  }
  const rows = typedRows(name);
  const { policy, problems } = policyOfRows(rows);
  setDraft(name, { rows, problems, jsonProblem: '', open: true });
  return problems.length > 0 ? null : policy;
}

/** What clicks do in the fields. @type {Record<string, (element: any) => unknown>} */
export const fieldActions = {
  'policy-add': ({ dataset: { draft } }) => setDraft(draft, { rows: [...typedRows(draft), { name: '', value: '' }], open: true }),
  'policy-remove': ({ dataset: { draft, index } }) => {
    const rows = typedRows(draft).toSpliced(Number(index), 1);
    // A field the person typed into keeps its text when the drawn value stays the same.
    for (const name of ['rule', 'value']) {
      formOf(draft).querySelectorAll(`input[name="${name}"]`).forEach((field, at) => {
        const input = /** @type {HTMLInputElement} */ (field);
        input.value = rows[at]?.[name === 'rule' ? 'name' : 'value'] ?? '';
      });
    }
    setDraft(draft, { rows: rows.length > 0 ? rows : EMPTY_ROWS, problems: [], open: true });
  },
  'policy-json': ({ dataset: { draft } }) => {
    const policy = typedPolicy(draft);
    if (!policy) return;
    const isJson = new FormData(formOf(draft)).get('json') !== null;
    setDraft(draft, isJson ? { json: null, rows: rowsOf(policy) } : { json: JSON.stringify(policy, null, 2) });
  },
};
