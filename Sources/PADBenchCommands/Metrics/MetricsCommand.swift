import ArgumentParser
import ErrorRates
import PADVocabulary
import Reports
import ScoreFiles

/// `padbench metrics SCORES`
struct MetricsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Report error rates from score files; no dataset or detector needed.",
    discussion: """
      Without --eval the file is evaluated as it is: give a --threshold, or set one on the same \
      scores with --oracle; curves, EER and AUC need neither. With --eval the first file is dev \
      (the threshold is set there) and the second one is evaluated.

      Examples:
        padbench metrics reports/run/scores/quality/dev.csv -e reports/run/scores/quality/test.csv
        padbench metrics scores.csv --threshold 0.5 --format markdown
      """)
}
