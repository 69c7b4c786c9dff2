import ArgumentParser
import PluginHost

/// Where model runtimes are, and how plugins are kept.
struct RuntimeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The ONNX Runtime library to use; otherwise PADBENCH_ONNXRUNTIME, library folders and Python "
        + "environments are searched.",
      valueName: "path"),
    completion: .file())
  var onnxruntime: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How plugins are kept from files and the network: auto takes what works here, require ends "
        + "with code 65 when nothing does, off trusts them.",
      valueName: "level"))
  var sandbox: SandboxRequest = .auto
}
