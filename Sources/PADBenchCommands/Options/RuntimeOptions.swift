import ArgumentParser

/// Where model runtimes are.
struct RuntimeOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The ONNX Runtime library to use; otherwise PADBENCH_ONNXRUNTIME, library folders and Python "
        + "environments are searched.",
      valueName: "path"),
    completion: .file())
  var onnxruntime: String?
}
