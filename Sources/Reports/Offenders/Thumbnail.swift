#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A small picture of a presentation within a page.
struct Thumbnail {
  /// Larger ones are left out: a page must stay small.
  static let sizeLimit = 64 * 1_024

  private let type: HTML
  private let bytes: [UInt8]

  /// Takes a PNG or JPEG file, known by its first bytes; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    guard bytes.count <= Self.sizeLimit else { return nil }
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
      type = "image/png"
    } else if bytes.starts(with: [0xff, 0xd8, 0xff]) {
      type = "image/jpeg"
    } else {
      return nil
    }
    self.bytes = bytes
  }

  /// The picture above its presentation's id.
  func figure(_ presentationID: String) -> HTML {
    // Base64 has no character that could end the attribute.
    let data = HTML(data: Data(bytes).base64EncodedString())
    return """
      <figure><img src="data:\(type);base64,\(data)" alt="">
      <figcaption>\(presentationID)</figcaption></figure>
      """
  }

  /// The pictures that were given of these presentations, in their order; `nil` for none.
  static func gallery(
    _ presentationIDs: [String], _ pictures: [String: [UInt8]], banner: Markdown
  ) -> HTML? {
    let figures = presentationIDs.compactMap { id in
      pictures[id].flatMap(Thumbnail.init)?.figure(id)
    }
    guard !figures.isEmpty else { return nil }
    let mark: HTML = banner.isEmpty ? "" : "<p><em>\(banner)</em></p>\n"
    return "\(mark)<div class=\"thumbnails\">\n\(figures.joined("\n"))\n</div>"
  }
}
