import PADVocabulary
import StructuredText
import Subsystems

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What matchers answer.
extension AnswerReader {
  func template(
    _ value: JSONValue, _ form: TemplateForm, _ line: SpokenLine
  ) throws(PluginFault) -> FaceTemplate {
    switch form {
    case .vector(let dimensions):
      guard let items = value.items, items.count == dimensions else {
        throw line.fault("has a template that is no list of \(dimensions) numbers")
      }
      var vector: [Float] = []
      vector.reserveCapacity(dimensions)
      for item in items {
        guard let number = item.double.map({ Float($0) }), number.isFinite else {
          throw line.fault("has a template with something in it that is no 32-bit number")
        }
        vector.append(number)
      }
      return FaceTemplate(vector: vector)
    case .bytes:
      guard let text = value.text, let bytes = Self.base64(text), !bytes.isEmpty else {
        throw line.fault("has a template that is no bytes in base64")
      }
      guard bytes.count <= TemplateForm.mostBytes else {
        throw line.fault("has a template of more than \(TemplateForm.mostBytes) bytes")
      }
      return FaceTemplate(bytes: bytes)
    }
  }

  func similarities(
    _ value: JSONValue, _ count: Int, _ range: ClosedRange<Double>?, _ line: SpokenLine
  ) throws(PluginFault) -> [Double?] {
    guard let items = value.items, items.count == count else {
      throw line.fault("has scores that are no list of \(count), one for each reference")
    }
    var scores: [Double?] = []
    scores.reserveCapacity(count)
    for item in items {
      scores.append(item == .null ? nil : try score(item, range, line))
    }
    return scores
  }

  /// The bytes of a text in base64 as RFC 4648 section 4 has it, padded and without line breaks.
  private static func base64(_ text: String) -> [UInt8]? {
    guard let data = Data(base64Encoded: text) else { return nil }
    // Another spelling of the same bytes (bits behind the end) would be another text for them.
    return data.base64EncodedString() == text ? [UInt8](data) : nil
  }
}
