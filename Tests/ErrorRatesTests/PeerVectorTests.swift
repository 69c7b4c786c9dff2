import ErrorRates
import Foundation
import TestSupport
import Testing

/// Peers' thresholds and the reference's own counts, case by case.
@Suite(.reference("vectors/error_rate_vectors.json"))
struct PeerVectorTests {
  private let edgeCases: JSONValue

  init() throws {
    let data = try Data(contentsOf: ReferenceData.url("vectors/error_rate_vectors.json"))
    edgeCases = try JSONDecoder().decode(JSONValue.self, from: data)["edge_cases"]
  }

  @Test func `Bob's fixed-rate thresholds are reproduced to the bit`() throws {
    var compared = 0
    for (name, edge) in edgeCases["cases"].members {
      for (call, answer) in edge["bob"].members {
        guard let open = call.firstIndex(of: "("), answer["threshold"] != .null,
          let rate = Double(call[call.index(after: open)...].dropLast())
        else { continue }
        let found =
          call.hasPrefix("far")
          ? BobCompatible.farThreshold(attacks: edge["attack"].numbers, far: rate)
          : BobCompatible.frrThreshold(bonaFide: edge["bonafide"].numbers, frr: rate)
        #expect(found == answer["threshold"].number, "\(name) \(call)")
        compared += 1
      }
    }
    #expect(compared > 100)
  }

  @Test func `tied sets on which Bob picks another threshold`() throws {
    let examples = edgeCases["random_tie_study"]["examples"].elements
    #expect(!examples.isEmpty)
    for example in examples {
      let set = BruteForce(
        bonaFide: example["bonafide"].numbers, species: [example["attack"].numbers])
      let last = example["exact"]["last"]
      let criterion: Criterion = example["kind"] == .text("eer") ? .eer : .minHTER
      let result = try ErrorRates.evaluate(dev: set.table, test: set.table, criterion: criterion)
      let accepted = try #require(result.test.pooledAPCER?.errors)
      let rejected = try #require(result.test.bonaFide.bpcer?.errors)
      let counts = [Double(accepted), Double(rejected)]
      #expect(counts == [last["false_accepts"].number, last["false_rejects"].number])
      #expect(counts != example["bob_counts"].numbers)
    }
  }
}

/// Any JSON; numbers as `JSONDecoder` reads them, because `JSONSerialization` on Linux misses the
/// last bits of some.
private enum JSONValue: Decodable, Equatable {
  case null
  case numeric(Double)
  case text(String)
  case flag(Bool)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .flag(value)
    } else if let value = try? container.decode(Double.self) {
      self = .numeric(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  subscript(key: String) -> JSONValue {
    if case .object(let members) = self { members[key] ?? .null } else { .null }
  }

  var members: [String: JSONValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  var elements: [JSONValue] {
    if case .list(let elements) = self { elements } else { [] }
  }

  /// The number; infinities are written as words.
  var number: Double {
    switch self {
    case .numeric(let value): value
    case .text(let word): Double(word) ?? .nan
    default: .nan
    }
  }

  var numbers: [Double] { elements.map(\.number) }
}
