import Datasets
import PADVocabulary
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `padbench evaluate` does where nobody said otherwise.
enum EvaluationDefaults {
  /// The matcher of deployments.
  private static let matcher = "lbph"
  /// The folder beside a dataset in which its models lie.
  private static let modelFolder = "models"

  /// The command with everything filled in that was left out; a folder that holds only a
  /// specification becomes the dataset that is made of it.
  static func filled(_ command: EvaluateCommand) async throws -> EvaluateCommand {
    var filled = command
    let folder = command.source.dataset
    if filled.output == nil { filled.output = output(for: folder) }
    filled.source.place.dataset = try await SpecificationFolder.dataset(
      folder: folder, isQuiet: command.quiet)
    guard !command.deployments.isEmpty else { return filled }
    if command.matching.matchers.isEmpty { filled.matching.matchers = [matcher] }
    if command.detectors.isEmpty {
      let dataset = try Dataset.load(
        folder: filled.source.dataset, protocol: command.source.protocolName,
        roots: command.source.roots.bindings)
      filled.detectors = try builtInDetectors(for: dataset) + models(in: folder)
      if !command.quiet {
        Console.note("detectors: \(filled.detectors.map(\.printable).joined(separator: ", "))")
      }
    }
    return filled
  }

  /// Every detector that needs no model and finds something to judge in the dataset, but for the one
  /// that says the same of everything.
  private static func builtInDetectors(for dataset: Dataset) throws -> [String] {
    let needs: [(need: SubsystemNeeds, isMet: (Presentation) -> Bool)] = [
      (.frames, { $0.frameRate != nil || !$0.framesFile.isEmpty }),
      (.depth, { !$0.depth.isEmpty }), (.infrared, { !$0.infrared.isEmpty }),
    ]
    let unmet = needs.filter { need in !dataset.presentations.contains { need.isMet($0) } }
    return try Wiring.registry(nil).builtInCards(.detector)
      .filter { card in !unmet.contains { card.needs.contains($0.need) } }
      .map(\.name).filter { $0 != NullDetector().card.name }
  }

  private static func models(in folder: String) -> [String] {
    let base = RunFolderPath.trimmed(folder) + "/" + modelFolder
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
    return entries.filter { $0.hasSuffix(".json") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { base + "/" + $0 }
  }

  /// The run's folder of a dataset's folder.
  static func output(for folder: String) -> String {
    let name = folder.split(separator: "/").last.map(String.init) ?? "run"
    return "reports/" + (name == "." || name == ".." ? "run" : name)
  }
}
