import Evidence
import StructuredText

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The frame around the body of a page: one file that loads nothing and runs only our own script.
struct HTMLPage {
  /// A place in the page that the contents link to.
  struct Section: Sendable, Hashable {
    var anchor: String
    var name: String
  }

  /// The title as it is shown in the window.
  var title: String
  /// What stands above everything; empty for nothing.
  var banner: Markdown = ""
  /// What the contents name; none for a page without.
  var sections: [Section] = []
  /// What is between head and foot.
  var body: HTML

  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
  private static let script = String(decoding: PackageResources.page_js, as: UTF8.self)
  private static let template = PageTemplate(PackageResources.page_mustache)

  /// Nothing may be loaded or run but this style sheet, this script and pictures within the page.
  private static let policy =
    "default-src 'none'; style-src '\(source(of: style))'; script-src '\(source(of: script))'; "
    + "img-src data:; base-uri 'none'; form-action 'none'"

  /// A text as a Content Security Policy names it: by its SHA-256 digest.
  private static func source(of text: String) -> String {
    "sha256-" + Data(ContentDigest(of: text).bytes).base64EncodedString()
  }

  /// The whole page.
  var text: String {
    Self.template?.render([
      "policy": .html(HTML(ownMarkup: Self.policy)),
      "title": .html(HTML(data: title)),
      "style": .html(HTML(ownMarkup: Self.style)),
      "script": .html(HTML(ownMarkup: Self.script)),
      "banner": .html(banner.html),
      "navigation": .html(sections.isEmpty ? "" : "shown"),
      "sections": .entries(
        sections.map {
          ["anchor": .html(HTML(data: $0.anchor)), "name": .html(HTML(data: $0.name))]
        }),
      "body": .html(body),
    ]).markup ?? ""
  }
}
