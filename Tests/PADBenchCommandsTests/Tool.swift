import Foundation
import Subprocess
import Testing

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The built `padbench` program, run as a user runs it.
enum Tool {
  /// How a run of the program ended.
  struct Ending {
    var code: Int32
    var output: String
    var errors: String
  }

  /// Beside the test bundle, where the package manager puts all products.
  static var path: String {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent().appending(path: "padbench").path
  }

  /// Runs the program with its own configuration folder.
  static func run(
    _ arguments: [String], in folder: URL? = nil, configuration: String,
    environment: [Environment.Key: String?] = [:]
  ) async throws -> Ending {
    var settings: [Environment.Key: String?] = ["PADBENCH_CONFIG_HOME": configuration]
    for (name, value) in environment { settings[name] = value }
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments),
      environment: .inherit.updating(settings),
      workingDirectory: folder.map { FilePath($0.path) },
      output: .string(limit: 4 << 20), error: .string(limit: 4 << 20))
    let code: Int32
    switch result.terminationStatus {
    case .exited(let status): code = status
    default: code = -1
    }
    return Ending(
      code: code, output: result.standardOutput, errors: result.standardError)
  }
}
