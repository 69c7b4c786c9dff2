import StructuredText

/// A space of faces: a mean face and the directions in which faces differ most.
struct EigenfaceModel: Sendable, Equatable {
  /// How many faces it was learned from.
  var faces: Int
  /// The share of their variance that lies in the space.
  var explained: Double
  /// The mean face.
  var mean: [Double]
  /// The directions, the widest first.
  var eigenfaces: [[Double]]
  /// The standard deviation of faces along each.
  var deviations: [Double]

  /// Directions are taken until they hold this share of all variance…
  static let wantedShare = 0.95
  /// …or until they are so many.
  static let mostDirections = 128
  /// Fewest faces to learn from.
  static let fewestFaces = 8
  /// More faces are thinned out evenly: the decomposition takes time by their square.
  static let mostFaces = 1000

  /// Learns from faces of one length; `nil` when they do not span a space.
  init?(of rows: [[Double]]) {
    guard rows.count >= Self.fewestFaces,
      let found = PrincipalComponents(of: rows, most: Self.mostDirections)
    else { return nil }
    var count = 0
    var share = 0.0
    while count < found.shares.count, share < Self.wantedShare {
      share += found.shares[count]
      count += 1
    }
    faces = rows.count
    explained = share
    mean = found.mean
    eigenfaces = Array(found.directions.prefix(count))
    deviations = Array(found.deviations.prefix(count))
  }

  /// So many of the rows as can be decomposed, evenly over all of them.
  static func thinned(_ rows: [[Double]]) -> [[Double]] {
    guard rows.count > mostFaces else { return rows }
    return (0..<mostFaces).map { rows[$0 * rows.count / mostFaces] }
  }

  /// Where a face lies in the space, in standard deviations along each direction.
  func coordinates(of face: [Float]) -> [Float] {
    guard face.count == mean.count else { return [] }
    return zip(eigenfaces, deviations).map { direction, deviation in
      var sum = 0.0
      for place in face.indices { sum += direction[place] * (Double(face[place]) - mean[place]) }
      return Float(sum / deviation)
    }
  }

  /// The model as it stands in a file.
  var json: JSONValue {
    func list(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }
    return .object([
      .init("faces", .integer(faces)), .init("explained", .number(explained)),
      .init("deviations", list(deviations)), .init("mean", list(mean)),
      .init("eigenfaces", .array(eigenfaces.map(list))),
    ])
  }

  /// Reads a model whose faces have so many values; `nil` for what is none.
  init?(_ json: JSONValue, count: Int) {
    func list(_ value: JSONValue?) -> [Double]? {
      guard let items = value?.items else { return nil }
      let values = items.compactMap(\.double)
      return values.count == items.count && values.allSatisfy(\.isFinite) ? values : nil
    }
    guard let faces = json["faces"]?.whole, let explained = json["explained"]?.double,
      let deviations = list(json["deviations"]), let mean = list(json["mean"]),
      let rows = json["eigenfaces"]?.items
    else { return nil }
    let eigenfaces = rows.compactMap(list)
    guard mean.count == count, !deviations.isEmpty, deviations.count <= Self.mostDirections,
      deviations.allSatisfy({ $0 > 0 }), eigenfaces.count == rows.count,
      eigenfaces.count == deviations.count, eigenfaces.allSatisfy({ $0.count == count })
    else { return nil }
    self.faces = faces
    self.explained = explained
    self.mean = mean
    self.eigenfaces = eigenfaces
    self.deviations = deviations
  }
}
