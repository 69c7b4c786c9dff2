import PADVocabulary
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Lets a plugin compare the templates that only it understands.
final class PluginComparer: TemplateComparer {
  /// Most references of one request, which bounds the answer's line as well.
  static let mostReferences = 4096
  /// Most bytes of base64 and its punctuation in one request: what is left of a line's length is
  /// for the rest of it.
  static let mostBytes = LineBuffer.maximumBytes - 256

  private let pool: PluginPool
  private let references: [String]

  /// Takes the references.
  ///
  /// - Throws: `SubsystemFault` when one is no template of a plugin.
  init(_ pool: PluginPool, references: [FaceTemplate]) throws(SubsystemFault) {
    self.pool = pool
    var texts: [String] = []
    for reference in references { texts.append(try Self.text(reference, pool.card)) }
    self.references = texts
  }

  func similarities(of probes: [FaceTemplate]) throws(SubsystemFault) -> [Double] {
    var scores: [Double] = []
    scores.reserveCapacity(probes.count * references.count)
    for probe in probes {
      let probe = try Self.text(probe, pool.card)
      var rest = references[...]
      while !rest.isEmpty {
        let some = rest.prefix(Self.count(of: rest, with: probe))
        rest = rest.dropFirst(some.count)
        scores += try compare(probe, some)
      }
    }
    return scores
  }

  /// Asks once, and where that cost a process, once more for each pair: the others' scores must not
  /// hang on the one that the plugin cannot stand.
  private func compare(
    _ probe: String, _ references: ArraySlice<String>
  ) throws(SubsystemFault) -> [Double] {
    do throws(PluginFault) {
      switch try pool.similarities(of: probe, and: references) {
      case .similarities(let scores): return scores.map { $0 ?? .nan }
      case .noScore, .score, .faces, .template: break
      }
    } catch {
      if let fault = pool.fault { throw fault }
    }
    if references.count == 1 { return [.nan] }
    var scores: [Double] = []
    for place in references.indices {
      scores += try compare(probe, references[place...place])
    }
    return scores
  }

  /// How many references fit into one request.
  private static func count(of references: ArraySlice<String>, with probe: String) -> Int {
    var left = mostBytes - probe.utf8.count
    var count = 0
    for reference in references.prefix(mostReferences) {
      left -= reference.utf8.count + 3
      if left < 0 { break }
      count += 1
    }
    return max(1, count)
  }

  private static func text(
    _ template: FaceTemplate, _ card: SubsystemCard
  ) throws(SubsystemFault) -> String {
    guard !template.bytes.isEmpty, template.bytes.count <= TemplateForm.mostBytes else {
      throw SubsystemFault(
        subsystem: card.name,
        message: "a template of \(template.bytes.count) bytes is none that a plugin made")
    }
    return Data(template.bytes).base64EncodedString()
  }
}
