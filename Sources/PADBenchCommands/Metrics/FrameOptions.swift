public import ArgumentParser
public import ErrorRates
import PADVocabulary

/// How rows that are frames become presentations.
struct FrameOptions: ParsableArguments {
  /// The most counts of frames in one table.
  private static let mostCounts = 64

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Rows with one presentation id (test_label in CSV) are frames of it and become one score by "
        + "mean, median, min or max. Frames without a score are left out; a presentation of which "
        + "no frame has one has none.",
      valueName: "how"))
  var aggregate: FrameAggregation?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print a table of the main figures for the first N frames of every presentation, in the "
        + "files' order, for example 1,2,4,8,16; with --aggregate.",
      valueName: "counts"))
  var frameCounts: String?

  func validate() throws {
    guard frameCounts != nil else { return }
    guard aggregate != nil else {
      throw ValidationError("--frame-counts needs --aggregate: how frames become one score.")
    }
    _ = try counts()
  }

  /// The counts of frames asked for, in the order asked for; empty when none were.
  func counts() throws -> [Int] {
    guard let frameCounts else { return [] }
    let words = frameCounts.split(separator: ",", omittingEmptySubsequences: false)
    var counts: [Int] = []
    for word in words {
      let isPlain = !word.isEmpty && word.utf8.allSatisfy { (48...57).contains($0) }
      guard isPlain, let count = Int(word), count > 0 else {
        throw ValidationError(
          "--frame-counts wants counts from 1 up with commas between, for example 1,2,4, not "
            + "'\(frameCounts.prefix(80).description.printable)'.")
      }
      guard !counts.contains(count) else {
        throw ValidationError("--frame-counts names \(count) twice.")
      }
      counts.append(count)
    }
    guard counts.count <= Self.mostCounts else {
      throw ValidationError("--frame-counts takes at most \(Self.mostCounts) counts.")
    }
    return counts
  }
}

extension FrameAggregation: ExpressibleByArgument {}
