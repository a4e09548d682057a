package ${package};

import io.storyforge.plugin.testkit.PluginJarContract;

final class ${className}JarIT implements PluginJarContract {}
