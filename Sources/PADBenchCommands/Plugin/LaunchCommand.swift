import ArgumentParser
import PluginHost

/// `padbench launch … -- PROGRAM ARGUMENT…`
struct LaunchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "launch",
    abstract: "Start a plugin within limits and end everything it started.",
    discussion: """
      Started by padbench itself, one process for each plugin: file descriptors, limits and the \
      sandbox of the kernel are set here, before the plugin's program takes over.
      """,
    shouldDisplay: false)

  @Option(name: .long, help: "Where the program starts.")
  var folder: String

  @Option(name: .long, help: "Most bytes of address space; 0 sets no limit.")
  var memoryBytes = 0

  @Option(name: .long, help: "Most bytes of a file that is written.")
  var fileBytes = 1 << 30

  @Option(name: .long, help: "Most files that are open at once.")
  var openFiles = 1024

  @Option(name: .long, help: "Most processes and threads at once; 0 sets no limit.")
  var processes = 0

  @Option(name: .long, parsing: .singleValue, help: "What may be read; none leaves all open.")
  var read: [String] = []

  @Option(name: .long, parsing: .singleValue, help: "What may be written as well.")
  var write: [String] = []

  @Argument(parsing: .postTerminator, help: "The program and its arguments.")
  var command: [String]

  func run() throws {
    let launcher = PluginLauncher(
      folder: folder, memoryBytes: memoryBytes, fileBytes: fileBytes, openFiles: openFiles,
      processes: processes, readable: read, writable: write)
    throw ExitCode(launcher.run(command))
  }
}
