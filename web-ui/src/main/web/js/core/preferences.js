/** What a browser remembers for its person; storage that is blocked or full remembers nothing. */
export const preferences = {
  /** @param {string} name @returns {string} */
  read(name) {
    try {
      return localStorage.getItem(`sf.${name}`) ?? '';
    } catch {
      return '';
    }
  },
  /** @param {string} name @param {string} value */
  write(name, value) {
    try {
      localStorage.setItem(`sf.${name}`, value);
    } catch {
      // Not remembered; the choice still holds for this page.
    }
  },
};

/** Unsent messages, kept per session while the tab lives. */
export const drafts = {
  /** @param {string} sessionId @returns {string} */
  read(sessionId) {
    try {
      return sessionStorage.getItem(`sf.draft.${sessionId}`) ?? '';
    } catch {
      return '';
    }
  },
  /** @param {string} sessionId @param {string} text */
  write(sessionId, text) {
    try {
      if (text) sessionStorage.setItem(`sf.draft.${sessionId}`, text);
      else sessionStorage.removeItem(`sf.draft.${sessionId}`);
    } catch {
      // As above.
    }
  },
};
