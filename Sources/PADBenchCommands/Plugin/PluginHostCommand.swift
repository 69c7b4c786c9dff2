import ArgumentParser
import PluginHost

/// `padbench plugin-host LIBRARY`
struct PluginHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin-host",
    abstract: "Answer the plugin protocol for a detector in a shared library.",
    discussion: """
      Named on a card (command: [padbench, plugin-host, ./libmine.so]) and started by padbench, so \
      that the library never runs in the process that measures. The library exports what \
      padbench_plugin.h asks for. Exit code 65 when it does not load or a request is none.
      """,
    shouldDisplay: false)

  @Argument(
    help: "The path of the shared library.", completion: .file(extensions: ["so", "dylib"]))
  var library: String

  func run() throws {
    try SharedLibraryHost.serve(library: library)
  }
}
