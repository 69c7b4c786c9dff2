public import Datasets
import Evidence
import Media
public import PADVocabulary
public import StructuredText

/// A dataset described in Croissant 1.0 (MLCommons), so that catalogues and loaders understand it.
///
/// It names the manifest and the protocols with their digests, the media, and every column with
/// its type; no row and no person is in it.
public struct Croissant: Sendable {
  /// A CSV file of the dataset.
  private struct Table: Sendable {
    /// The path in the dataset's folder.
    var path: String
    var digest: ContentDigest
    var columns: [String]
    /// The name of its records, fit for an identifier.
    var records: String
  }

  private let dataset: Dataset
  private let manifest: Table
  private let protocols: [Table]

  /// Describes a loaded dataset, reading the first lines of its tables again.
  ///
  /// - Throws: `FileFault` when one of them is not there any more.
  public init(_ dataset: Dataset) throws(FileFault) {
    self.dataset = dataset
    manifest = try Self.table("manifest.csv", of: dataset, records: "presentations")
    var protocols: [Table] = []
    for (index, name) in dataset.protocolNames.enumerated() {
      let records = Self.isPlain(name) ? "protocol-" + name : "protocol~\(index + 1)"
      protocols.append(
        try Self.table("protocols/" + name + ".csv", of: dataset, records: records))
    }
    self.protocols = protocols
  }

  private static func table(
    _ path: String, of dataset: Dataset, records: String
  ) throws(FileFault) -> Table {
    let file = dataset.folder + "/" + path
    let digest: ContentDigest
    if let known = dataset.files.first(where: { $0.path == path }) {
      digest = known.digest
    } else {
      digest = try ContentDigest(ofFile: file)
    }
    return Table(
      path: path, digest: digest,
      columns: try CSVReader(path: file).columns, records: records)
  }

  /// Whether a name can be part of an identifier: Croissant's readers take no blanks there.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// The description as JSON-LD.
  public var json: JSONValue {
    let description = dataset.description
    var members: [JSONValue.Member] = [
      .init("@context", Self.context), .init("@type", "sc:Dataset"),
      .init("conformsTo", "http://mlcommons.org/croissant/1.0"),
      .init("name", .string(description.name)),
      .init("version", .string(description.version)),
      .init("description", .string(words)),
    ]
    if !description.licence.isEmpty {
      members.append(.init("license", .string(description.licence)))
    }
    let use = description.purposes.joined(separator: ", ")
    for (name, text) in [
      ("rai:dataUseCases", use), ("rai:dataCollection", description.provenance),
      ("rai:personalSensitiveInformation", personal),
    ] where !text.isEmpty {
      members.append(.init(name, .string(text)))
    }
    let tables = [manifest] + protocols
    members.append(.init("distribution", .array(tables.map(Self.file) + [media])))
    members.append(.init("recordSet", .array(tables.map(Self.records))))
    return .object(members)
  }

  private var words: String {
    let count = dataset.presentations.count
    let kind = dataset.description.isSynthetic ? "synthetic " : ""
    return "\(count) \(kind)face presentations, bona fide and attacks (ISO/IEC 30107-3)"
  }

  private var personal: String {
    if dataset.description.isSynthetic { return "None: no person is in the dataset." }
    let basis = dataset.description.consentBasis
    return "Face pictures of persons" + (basis.isEmpty ? "." : "; basis of processing: \(basis)")
  }

  private static func file(_ table: Table) -> JSONValue {
    [
      "@type": "cr:FileObject", "@id": .string(fileID(table)), "name": .string(table.path),
      "contentUrl": .string(table.path), "encodingFormat": "text/csv",
      "sha256": .string(table.digest.hex),
    ]
  }

  private static func fileID(_ table: Table) -> String {
    table.records == "presentations" ? table.path : table.records + ".csv"
  }

  private var media: JSONValue {
    let formats = ["image/jpeg", "image/png"] + (dataset.namesVideos ? ["video/*"] : [])
    let roots = dataset.description.mediaRoots.map(\.name)
    let elsewhere =
      roots.isEmpty
      ? ""
      : " What begins with \(roots.joined(separator: ": or ")): lies in the folder of that name."
    return [
      "@type": "cr:FileSet", "@id": "media", "name": "media",
      "description": .string(
        "The files that the manifest names: pictures, folders of numbered frames, videos, depth "
          + "and infrared maps." + elsewhere),
      "encodingFormat": .array(formats.map { .string($0) }), "includes": "**/*.*",
    ]
  }

  private static func records(_ table: Table) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("@type", "cr:RecordSet"), .init("@id", .string(table.records)),
      .init("name", .string(table.records)),
    ]
    if table.records == "presentations" {
      members.append(.init("key", ["@id": "presentations/presentation_id"]))
    }
    members.append(
      .init("field", .array(table.columns.indices.map { field($0, of: table) })))
    return .object(members)
  }

  private static let numbers = [
    "frame_rate", "depth_unit", "face_x", "face_y", "face_w", "face_h",
  ]

  private static func field(_ place: Int, of table: Table) -> JSONValue {
    let column = table.columns[place]
    let type =
      numbers.contains(column) ? "sc:Float" : column == "depth_missing" ? "sc:Integer" : "sc:Text"
    let name = isPlain(column) ? column : "column~\(place + 1)"
    var members: [JSONValue.Member] = [
      .init("@type", "cr:Field"), .init("@id", .string(table.records + "/" + name)),
      .init("name", .string(table.records + "/" + column)), .init("dataType", .string(type)),
      .init(
        "source",
        [
          "fileObject": ["@id": .string(fileID(table))],
          "extract": ["column": .string(column)],
        ]),
    ]
    if column == "presentation_id", table.records != "presentations" {
      members.append(
        .init("references", ["field": ["@id": "presentations/presentation_id"]]))
    }
    return .object(members)
  }

  /// The context that the specification prescribes.
  private static let context: JSONValue = [
    "@language": "en", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs",
    "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "data": ["@id": "cr:data", "@type": "@json"],
    "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": ["@id": "cr:examples", "@type": "@json"], "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet", "format": "cr:format", "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key",
    "md5": "cr:md5", "parentField": "cr:parentField", "path": "cr:path",
    "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/", "separator": "cr:separator", "source": "cr:source",
    "subField": "cr:subField", "transform": "cr:transform",
  ]
}
