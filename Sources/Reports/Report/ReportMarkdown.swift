import ErrorRates
import PADVocabulary

/// Renders a run's report as Markdown for a person who must decide something.
public enum ReportMarkdown {
  /// What a rendering needs beyond the report: how figures are written, and which pictures exist.
  public struct Context: Sendable {
    /// Digits after the point of percentages, held within 0…10.
    public var decimals: Int
    /// Small pictures of presentations, by id: PNG or JPEG files. Only pages show them, only those
    /// of the worst offenders, and none of more than 64 KiB.
    public var thumbnails: [String: [UInt8]]
    /// The pictures that were drawn, per position of the subsystem.
    var pictures: PictureIndex
    /// The name of each subsystem in paths.
    var components: [String]

    /// A rendering without picture files.
    public init(decimals: Int = 2, thumbnails: [String: [UInt8]] = [:]) {
      self.decimals = decimals
      self.thumbnails = thumbnails
      pictures = PictureIndex()
      components = []
    }
  }

  /// Renders a report; equal reports give equal texts, the section of timing apart.
  public static func render(_ report: RunReport, context: Context = Context()) -> String {
    ReportContent(report, context).document.source
  }
}
