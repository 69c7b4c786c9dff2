import PADVocabulary

/// Reads subsystems from the folders that `padbench evaluate` writes.
struct RunFolders: RunReading {
  func read(folder: String, detector: String?, legend: String?) throws -> [SubsystemEvidence] {
    throw InvalidInput(
      Diagnostic(
        .error, file: folder.printable, "run folders cannot be read yet",
        remedy: "name the score files of the run"))
  }
}
