public import Comparison
import ErrorRates
public import PADVocabulary

/// Many versions on many datasets, with what a reader must know of them.
public struct TransferReport: Sendable {
  /// One per version, dataset and fold.
  public var entries: [TransferEntry]
  /// Whether any of the datasets is synthetic.
  public var isSynthetic: Bool
  /// What was noticed while the runs and files were read.
  public var diagnostics: [Diagnostic]

  /// Makes a report.
  public init(
    entries: [TransferEntry], isSynthetic: Bool = false, diagnostics: [Diagnostic] = []
  ) {
    self.entries = entries
    self.isSynthetic = isSynthetic
    self.diagnostics = diagnostics
  }

  /// Renders the report in a format; ends with a line break.
  ///
  /// - Parameter decimals: digits of percentages, held within 0…10; CSV and JSON ignore them and
  ///   keep full precision.
  public func render(_ format: MetricsFormat, decimals: Int = 2) -> String {
    let places = min(max(decimals, 0), 10)
    switch format {
    case .text: return text(Figures(decimals: places, gap: " "))
    case .markdown: return markdown(Figures(decimals: places))
    case .csv: return String(decoding: TransferFiles.csv(self), as: UTF8.self)
    case .json: return TransferFiles.json(self)
    }
  }

  /// The figures that people read; files for programs hold those of every species too.
  static let shown: [FoldFigure.Kind] = [.apcerWorst, .bpcer, .eer, .auc]

  /// All figures.
  var kinds: [FoldFigure.Kind] {
    let species = Set(entries.flatMap { $0.results.test.species.map(\.species) }).sorted()
    return Self.shown + [.acerWorst] + species.map { .apcer($0) }
  }

  private func text(_ figures: Figures) -> String {
    let tables = TransferTables(report: self, figures: figures)
    var text = isSynthetic ? "\(Banner.text)\n\n" : ""
    for diagnostic in diagnostics { text += "\(diagnostic.description.printable)\n" }
    if !diagnostics.isEmpty { text += "\n" }
    for kind in Self.shown {
      text += tables.title(kind).printable + "\n" + tables.matrix(kind).text() + "\n"
    }
    text += "what the cells rest on\n" + tables.entries().text() + "\n"
    return text + TransferTables.note + "\n"
  }

  private func markdown(_ figures: Figures) -> String {
    let tables = TransferTables(report: self, figures: figures)
    var document = MarkdownDocument(banner: isSynthetic ? Markdown(data: Banner.text) : "")
    document.marker("padbench matrix")
    document.diagnostics(diagnostics)
    for kind in Self.shown {
      document.table(tables.matrix(kind).markdown, caption: "\(tables.title(kind))")
    }
    document.beginDetails("What the cells rest on")
    document.table(tables.entries().markdown, caption: "Every version on every dataset")
    document.endDetails()
    document.paragraph("\(TransferTables.note)")
    return document.source
  }
}
