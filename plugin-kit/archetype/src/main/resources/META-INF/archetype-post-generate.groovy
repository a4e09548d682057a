import java.nio.file.Files
import java.nio.file.Path

Path project = Path.of(request.outputDirectory, request.artifactId)
// Builds leave out files with this name from their jars.
Files.move(project.resolve('gitignore'), project.resolve('.gitignore'))
// One archetype for both kinds of plugin: without a screen, what belongs to it is taken away again.
if (request.properties.getProperty('ui') != 'true') {
    ['src/main/resources', 'src/test/js'].each { project.resolve(it).toFile().deleteDir() }
    project.resolve('jsconfig.json').toFile().delete()
}
