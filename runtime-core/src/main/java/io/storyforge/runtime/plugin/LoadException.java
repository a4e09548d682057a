package io.storyforge.runtime.plugin;

/** A plugin that is not loaded; carries its state. */
final class LoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PluginStatus status;

    private LoadException(PluginStatus status, String message) {
        super(message);
        this.status = status;
    }

    static LoadException refused(PluginProblem.Code code, String message, String hint) {
        return refused(PluginProblem.of(code, message, hint));
    }

    static LoadException disabled(String reason) {
        return new LoadException(new PluginStatus.Disabled(reason), reason);
    }

    static LoadException refused(PluginProblem problem) {
        return new LoadException(new PluginStatus.Refused(problem), problem.message());
    }

    static LoadException failed(PluginProblem problem) {
        return new LoadException(new PluginStatus.Failed(problem), problem.message());
    }

    PluginStatus status() {
        return status;
    }
}
