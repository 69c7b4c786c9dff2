import ArgumentParser
import PluginHost

/// `padbench sandbox-probe READ WRITE PORT`
struct SandboxProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox-probe",
    abstract: "Say what is possible inside a sandbox that should not be.",
    shouldDisplay: false)

  @Argument(help: "A file that must not be readable.")
  var reading: String

  @Argument(help: "A file that must not be writable.")
  var writing: String

  @Argument(help: "A port of this machine that must not be reachable.")
  var port: UInt16

  func run() throws {
    try Console.result(SandboxProbe.report(reading: reading, writing: writing, port: port))
  }
}
