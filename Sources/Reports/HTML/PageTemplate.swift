import Mustache

/// A page template that is part of the program.
///
/// Only `HTML` goes in, so that what is escaped is decided by `HTML` alone: the templates declare
/// the content type TEXT, under which the template engine escapes nothing a second time.
struct PageTemplate: Sendable {
  /// What a name in a template stands for.
  enum Value: Sendable {
    /// A piece of markup; a section of that name is shown where it is not empty.
    case html(HTML)
    /// Entries of a section, each with names of its own.
    case entries([Names])
  }

  /// The names of a template or of an entry.
  struct Names: Sendable, ExpressibleByDictionaryLiteral {
    var values: [String: Value]

    init(dictionaryLiteral elements: (String, Value)...) {
      values = Dictionary(elements) { first, _ in first }
    }
  }

  private let template: MustacheTemplate

  /// Reads a template that the program carries.
  ///
  /// - Returns: `nil` for one that is no template, which the tests rule out.
  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let template = try? MustacheTemplate(string: text) else { return nil }
    self.template = template
  }

  /// The template with its names filled in.
  func render(_ names: Names) -> HTML {
    HTML(ownMarkup: template.render(names))
  }
}

extension PageTemplate.Names: MustacheParent {
  func child(named name: String) -> Any? {
    switch values[name] {
    case .html(let html): html.isEmpty ? nil : html
    case .entries(let entries): entries
    case nil: nil
    }
  }
}

extension HTML: MustacheCustomRenderable {
  var renderText: String { markup }
  var isNull: Bool { isEmpty }
}
