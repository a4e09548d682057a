/**
 * The contract between the workbench and a plugin's screen, version 1.
 *
 * In a plugin, `META-INF/handoff/ui/screen.js` exports `meta` and `mount`:
 *
 *     /** @type {import('handoff-ui').ScreenMeta} *\/
 *     export const meta = { apiVersion: 1, id: 'topic-radar', screens: [{ key: 'topic-radar', titleKey: 'title' }] };
 *     /** @type {import('handoff-ui').Mount} *\/
 *     export function mount(root, host) { … }
 */

/** What the screen says about itself, before it is mounted. */
export interface ScreenMeta {
  /** The version of this contract; a screen for another version is explained and not started. */
  readonly apiVersion: 1;
  /** The plugin's id. */
  readonly id: string;
  /**
   * `key` is the screen of the plugin's source. `titleKey` is the key, among its own texts, of what people call it (`title` unless
   * said), `icon` an icon of the page: both stand in the navigation before the module is loaded, so write them as plain texts.
   */
  readonly screens: readonly { readonly key: string; readonly titleKey?: string; readonly icon?: string }[];
}

/**
 * Draws the screen into an empty element in an open shadow root. It must settle within 5 seconds; what it throws becomes a card with the
 * plugin's name, and nothing else of the page is touched.
 */
export type Mount = (root: Root, host: Host) => Screen | void | Promise<Screen | void>;

/**
 * The element that belongs to the screen, in an open shadow root of its own (`root.getRootNode()`); the documented custom
 * properties of the page reach into it.
 */
export type Root = HTMLElement;

/** Both are optional. */
export interface Screen {
  /**
   * The language, the theme or the project has changed. A screen without it that does not listen to `locale.changed` is mounted
   * anew in a new language, and one that does not listen to `project.changed` for a new project; `confirmLeave` is asked before.
   */
  update?(context: Context): void;
  /** The screen is left. Its listeners are taken off and its root is emptied by the host in any case. */
  unmount?(): void;
}

/** All that a screen can do. Frozen; its only way out. */
export interface Host {
  /**
   * Presses an action of the plugin's source: makes a run that waits for confirmation and shows it in the window. A
   * screen cannot confirm. `platform` is the platform of the page, everything else becomes a field.
   *
   * Rejected with a {@link Problem}, for instance `declined` with the source's words, or `offline` while the page is.
   */
  handoff(actionKey: string, payload?: Payload): Promise<Handoff>;
  /**
   * Asks the server, JSON in and out, within 30 s: `/v2/…` and `/plugins/{own id}/api/…` only, and nothing that only a
   * person decides. It says the page's language in `Accept-Language`. Rejected with a {@link Problem}; `forbidden` when the path
   * is not one of these, `offline` for what is not a GET while the page has no connection.
   */
  fetch(path: string, init?: { method?: string; body?: unknown }): Promise<any>;
  readonly events: {
    /** Hears until the returned function is called or the screen is left. */
    on<T extends keyof Events>(type: T, listener: (value: Events[T]) => void): () => void;
  };
  readonly i18n: {
    /** A text of the bundle `i18n/{locale}.json` beside the module, in the language of now, its `{names}` replaced; the key when there is none. */
    t(key: string, values?: Readonly<Record<string, unknown>>): string;
    /** `zh-CN` or `en`. */
    readonly locale: string;
    readonly format: {
      date(instant: string | number | Date, options?: Intl.DateTimeFormatOptions): string;
      number(value: number, options?: Intl.NumberFormatOptions): string;
      /** Such as “3 minutes ago”. */
      relative(instant: string | number | Date, now?: number): string;
    };
  };
  /** As it is now; frozen. */
  readonly context: Context;
  /** A template of lit-html. */
  html(strings: TemplateStringsArray, ...values: unknown[]): unknown;
  /** Draws a template into the root or an element of it. */
  render(template: unknown, into: HTMLElement): unknown;
  /** Adds a style sheet to the shadow root; the page's policy allows no `style` attributes. */
  css(text: string): void;
  /** An icon of the page. */
  icon(name: string): unknown;
  /** Goes to a path of the workbench. */
  navigate(path: string): void;
  /** Says something to people who listen to the page. */
  announce(text: string): void;
  /**
   * Asks before the screen is left or mounted anew while the function answers true: on links, keys, Back, another project,
   * signing out, and when the page is closed.
   */
  confirmLeave(isDirty: () => boolean): void;
  /** Aborted when the screen is left; for use with what takes long. */
  readonly signal: AbortSignal;
}

export interface Payload { readonly platform?: string; readonly [field: string]: unknown; }

/** The run that was made. */
export interface Handoff { readonly runId: string; readonly status: string; }

/** Why a call was refused. `code` is the server's problem code; `message` is for people. */
export interface Problem { readonly code: string; readonly message: string; readonly requestId: string; }

export interface Context {
  /** `id` is empty when the user works without a project. */
  readonly project: { readonly id: string; readonly name: string; readonly sample: boolean };
  readonly user: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  /** The path of the page. */
  readonly route: string;
  /** `light`, `dark`, or empty when it follows the system. */
  readonly theme: string;
}

/** A run as the list has it. */
export interface RunRow {
  readonly id: string; readonly number: number; readonly title: string; readonly run_status: string;
  readonly source_screen: string; readonly project_id: string; readonly updated_at: string;
  readonly [more: string]: unknown;
}

/** What can be heard, with what the listener is given. */
export interface Events {
  'run.created': RunRow;
  'run.updated': RunRow;
  'run.done': RunRow;
  'project.changed': string;
  'theme.changed': string;
  'locale.changed': string;
  'connection.changed': string;
}
