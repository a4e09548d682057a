/** The shapes of what the server sends and of what the pages keep. Read by the type check only, never by a browser. */

export interface Step {
  id: string; title: string; tool?: string; arguments?: Record<string, unknown>; effect?: string;
  status: string; detail: string; started_at: string; finished_at: string;
}
export interface Plan { goal: string; revision: number; digest: string; effect: string; steps: Step[]; }
export interface OverrideNotice { notice?: string; ends_at?: string; [more: string]: unknown; }

/** A row of the list; a full run has `plan`, `result`, `question` and `allowed_actions` as well. */
export interface Run {
  id: string; number: number; title: string; summary: string; language: string; run_status: string; status_summary?: string;
  session_id: string; project_id: string; source_screen: string; source_action_key?: string; source_type?: string;
  platform: string; blocked_reason: string;
  cancelled_by?: string; cancelled_by_name?: string; cancel_reason?: string;
  created_at: string; updated_at: string; started_at: string; finished_at: string;
  plan?: Plan; result?: Record<string, any>; question?: { id?: string; prompt?: string; input_schema?: any };
  governance_snapshot?: { effective_policy?: Record<string, any>; platform?: string; [more: string]: any };
  active_admin_override_notice?: OverrideNotice;
  user_id?: string; user_name?: string; policy_digest?: string; confirm_by?: string[];
  policy_drift?: { reaction: string; changes: { rule: string; before?: unknown; after?: unknown }[] };
  allowed_actions?: string[]; queue_position?: number; expires_at?: string; retry_of?: string;
}
/** Why a run stands where it stands, in codes; `blocked_by` is empty without a run before it. */
export interface Explanation {
  run_id: string; run_status: string; code: string; since: string; until: string; moves: string[]; queue_position: number;
  waits_for: { kind: string; id: string; name: string }[];
  blocked_by: { run_id?: string; number?: number; title?: string; run_status?: string; code?: string };
  details: { step_title?: string; tool?: string; layer?: string; notice?: string; rules?: string[]; [more: string]: unknown };
}
/** `seq` counts from 1 in each run. */
export interface RunEvent {
  run_id: string; seq: number; event_type: string; summary: string; details: Record<string, any>; by_name?: string; created_at: string;
  project_id?: string; position?: number;
}
export interface Message {
  id: string; session_id: string; role: string; content: string; run_id: string; source_screen: string; created_at: string;
}
export interface Session { id: string; title: string; project_id: string; created_at: string; updated_at: string; }
export interface Project {
  id: string; name: string; sample?: boolean; collections?: { name: string; count: number }[];
}
export interface Governance {
  effective_policy?: Record<string, any>; decided_by?: Record<string, string>; layers?: any[];
  active_admin_override_notice?: OverrideNotice;
}
/** A plan while a person changes it; nothing of it is on the server. `base` is the step it came from. */
export interface PlanEdit {
  runId: string; goal: string; digest: string; nextKey: number; steps: { key: number; title: string; base: Step | null }[];
}
/** What changed in a plan since it was shown last: the places of new or changed steps, and how many went away. */
export interface PlanChange { digest: string; steps: number[]; removed: number; }
/** What one button hands over; `id` is unique on the page. */
export interface HandoffButton {
  id: string; screen: string; actionKey: string; slot: string; platform: string; effect: string; title: string;
  summary: string; fields: Record<string, string>;
}
/** A field of a question. */
export interface Field {
  name: string; kind: 'choice' | 'text' | 'number' | 'date' | 'flag'; title: string; hint: string; required: boolean;
  options: { value: string; title: string }[];
}
export interface State {
  /** starting, login, not-approved, ready, unreachable */
  phase: string; path: string; search: string; returnTo: string;
  me: any; locale: string; theme: string;
  projects: Project[]; projectId: string; project: Project | null;
  strategies: any[]; sources: any[]; governance: Governance | null;
  onelinerRuns: Run[]; selectedOnelinerRunId: string; onelinerRunEvents: RunEvent[];
  onelinerRunDetails: Record<string, Run>;
  /** loading, ready, error */
  runsPhase: string; runsProblem: any;
  sessions: Session[]; sessionId: string; sessionsShown: number; contextLeft: string; messages: Message[]; earlierMessages: boolean; messagesProblem: any;
  windowOpen: boolean; windowMode: string; narrow: boolean;
  askingCancel: string; editing: PlanEdit | null; planChanges: Record<string, PlanChange>;
  otherRunsShown: string[] | null;
  shortcutsShown: boolean; singleKeys: boolean;
  pageData: Record<string, any>; pagesLoaded: number;
  busy: Record<string, boolean>; problems: Record<string, any>;
  /** connecting, live, off */
  connection: string; retryAt: number; now: number;
}
