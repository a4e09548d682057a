package io.storyforge.runtime.trace;

/** Something that takes time. Ends on the thread that began it, after all that began within it. */
public interface Span extends AutoCloseable {
    /** Nothing that anybody looks at. */
    Span NONE = new Span() {
        @Override
        public Span with(String key, String value) {
            return this;
        }

        @Override
        public Span linkedTo(Link cause) {
            return this;
        }

        @Override
        public Span failed(String how) {
            return this;
        }

        @Override
        public void close() {}
    };

    /** Says what it was about: a key, an id or a number, never what a person wrote, and no secret. */
    Span with(String key, String value);

    /** Says what it followed from, in a trace of its own. */
    Span linkedTo(Link cause);

    /** It did not go well; a word of a fixed few says how. */
    Span failed(String how);

    @Override
    void close();
}
