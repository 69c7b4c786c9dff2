import ArgumentParser
import StructuredText
import Subsystems

extension MatcherCommand {
  /// `padbench matcher time`
  struct Time: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "time",
      abstract: "Tell how fast this machine compares templates.",
      discussion: """
        Compares every one of a number of random vectors with every one of as many others, as a run \
        compares probes with references, and tells how long that took, packing included. Comparing \
        all with all grows with the product of both numbers: look before a large set is compared.

        Example:
          padbench matcher time --templates 10000 --dimensions 128
        """)

    @Option(name: .long, help: "How many probes, and how many references.")
    var templates = 10_000

    @Option(name: .long, help: "How many numbers a template has.")
    var dimensions = 128

    @Option(
      name: .long,
      help: ArgumentHelp("cosine, euclidean or chi-square.", valueName: "measure"))
    var comparison: SimilarityMeasure = .cosine

    @OptionGroup var jobs: JobsOptions

    func validate() throws {
      guard (1...1_000_000).contains(templates) else {
        throw ValidationError("--templates wants a number from 1 to 1000000.")
      }
      guard (1...65_536).contains(dimensions) else {
        throw ValidationError("--dimensions wants a number from 1 to 65536.")
      }
    }

    func run() async throws {
      let time = try await ComparisonTime(
        count: templates, dimension: dimensions, measure: comparison, jobs: jobs.count
      ).measured()
      let pairs = Double(templates) * Double(templates)
      try Console.result(
        "\(templates.grouped) × \(templates.grouped) comparisons of \(dimensions) numbers, "
          + "\(comparison.rawValue), on \(jobs.count) jobs: "
          + NumberText.fixed(time.seconds, decimals: 3) + " s, "
          + NumberText.fixed(pairs / time.seconds / 1e6, decimals: 1)
          + " million a second; mean score " + NumberText.fixed(time.mean, decimals: 6))
    }
  }
}
