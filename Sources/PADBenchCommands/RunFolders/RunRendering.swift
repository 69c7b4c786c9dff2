import Reports
import Runs

/// Makes everything that a run's folder holds besides its journal, from the journal alone.
struct RunRendering {
  /// What is rendered.
  let record: RunRecord
  /// How rates are asked for.
  let rates: RateRequest
  /// Whether pictures are drawn.
  let drawsPictures: Bool
  /// Threads for the figures; they do not change them.
  let jobs: Int
  /// Makes pictures of presentations for the page; `nil` for a page without.
  var thumbnails: ThumbnailMaker?

  /// What a command may show of it.
  struct Rendered {
    var material: ReportMaterial
    var written: RunFolder.Written
  }

  /// Renders into the run's own folder and marks the run as finished.
  func render(into claim: RunFolderClaim) async throws -> Rendered {
    let material = try await ReportMaterial.make(of: record, rates: rates, jobs: jobs)
    let report = material.report()
    let pictures = try await thumbnails?.pictures(of: report.worstOffenders) ?? [:]
    try claim.clearRenderings()
    let written = try await RunFolder.write(
      report, to: claim.path,
      options: RunFolder.Options(
        decimals: rates.decimals, drawsPictures: drawsPictures, thumbnails: pictures))
    try Task.checkCancellation()
    try claim.finish(identity: try RunIdentity.file(of: record.identity))
    return Rendered(material: material, written: written)
  }
}
