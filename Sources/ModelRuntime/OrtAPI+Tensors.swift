extension OrtAPI {
  /// ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT.
  private static var float: Int32 { 1 }

  /// The inputs a model declares.
  func inputs(of session: OpaquePointer) throws(OrtFault) -> [TensorInfo] {
    try unsafe infos(
      of: session, count: .sessionGetInputCount, name: .sessionGetInputName,
      type: .sessionGetInputTypeInfo)
  }

  /// The outputs a model declares.
  func outputs(of session: OpaquePointer) throws(OrtFault) -> [TensorInfo] {
    try unsafe infos(
      of: session, count: .sessionGetOutputCount, name: .sessionGetOutputName,
      type: .sessionGetOutputTypeInfo)
  }

  /// A description of the memory that arrays of this process lie in.
  func makeMemoryInfo() throws(OrtFault) -> OpaquePointer {
    typealias Create =
      @convention(c) (Int32, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Status
    // OrtDeviceAllocator, OrtMemTypeDefault.
    return try unsafe handle("memory description") { place in
      unsafe function(.createCpuMemoryInfo, as: Create.self)(0, 0, place)
    }
  }

  /// A tensor of floats that reads `bytes` in place.
  func makeTensor(
    over bytes: UnsafeMutableRawBufferPointer, shape: [Int64], memory: OpaquePointer
  ) throws(OrtFault) -> OpaquePointer {
    typealias Create =
      @convention(c) (
        OpaquePointer?, UnsafeMutableRawPointer?, Int, UnsafePointer<Int64>?, Int, Int32,
        UnsafeMutablePointer<OpaquePointer?>?
      ) -> Status
    return try unsafe handle("tensor") { place in
      unsafe function(.createTensorWithDataAsOrtValue, as: Create.self)(
        memory, bytes.baseAddress, bytes.count, shape, shape.count, Self.float, place)
    }
  }

  /// The values of a tensor of floats.
  func copyTensor(_ value: OpaquePointer, atMost most: Int) throws(OrtFault) -> Tensor {
    var isTensor: Int32 = 0
    try unsafe check(function(.isTensor, as: Number.self)(value, &isTensor))
    guard isTensor == 1 else { throw OrtFault(message: "an output is no tensor") }
    let info = try unsafe handle("shape") { place in
      unsafe function(.getTensorTypeAndShape, as: Query.self)(value, place)
    }
    defer { unsafe release(.releaseTensorTypeAndShapeInfo, info) }
    let (sizes, isFloat) = try unsafe shape(of: info)
    guard isFloat else { throw OrtFault(message: "an output does not consist of floats") }
    let count = try unsafe self.count(.getTensorShapeElementCount, of: info)
    guard count >= 0, count <= most else {
      throw OrtFault(message: "an output has \(count) values, more than \(most)")
    }
    typealias Data =
      @convention(c) (OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?) -> Status
    var data: UnsafeMutableRawPointer?
    try unsafe check(function(.getTensorMutableData, as: Data.self)(value, &data))
    let shape = sizes.map { Int(max(0, $0)) }
    guard count > 0, let data = unsafe data, shape.reduce(1, *) == count else {
      throw OrtFault(message: "an output is empty")
    }
    let floats = unsafe UnsafeBufferPointer(
      start: data.assumingMemoryBound(to: Float.self), count: count)
    return unsafe Tensor(shape: shape, values: Array(floats))
  }

  private func infos(
    of session: OpaquePointer, count: OrtSlot, name: OrtSlot, type: OrtSlot
  ) throws(OrtFault) -> [TensorInfo] {
    typealias Name =
      @convention(c) (
        OpaquePointer?, Int, OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      ) -> Status
    typealias Free = @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Status
    let allocator = try unsafe handle("allocator") { place in
      unsafe function(.getAllocatorWithDefaultOptions, as: Make.self)(place)
    }
    var infos: [TensorInfo] = []
    for index in 0..<(try unsafe self.count(count, of: session)) {
      var text: UnsafeMutablePointer<CChar>?
      try unsafe check(function(name, as: Name.self)(session, index, allocator, &text))
      let label = unsafe text.map { unsafe String(cString: $0) } ?? ""
      try unsafe check(function(.allocatorFree, as: Free.self)(allocator, text))

      let info = try unsafe handle("type") { place in
        unsafe function(type, as: QueryAt.self)(session, index, place)
      }
      defer { unsafe release(.releaseTypeInfo, info) }
      // Null, without a status, for anything that is no tensor; owned by the type information.
      var tensor: OpaquePointer?
      try unsafe check(function(.castTypeInfoToTensorInfo, as: Query.self)(info, &tensor))
      guard let tensor = unsafe tensor else {
        infos.append(TensorInfo(name: label, shape: [], isFloat: false))
        continue
      }
      let (sizes, isFloat) = try unsafe shape(of: tensor)
      infos.append(
        TensorInfo(name: label, shape: sizes.map { $0 > 0 ? Int($0) : nil }, isFloat: isFloat))
    }
    return infos
  }

  private func shape(of info: OpaquePointer) throws(OrtFault) -> (sizes: [Int64], isFloat: Bool) {
    typealias Dimensions =
      @convention(c) (OpaquePointer?, UnsafeMutablePointer<Int64>?, Int) -> Status
    var type: Int32 = 0
    try unsafe check(function(.getTensorElementType, as: Number.self)(info, &type))
    let rank = try unsafe count(.getDimensionsCount, of: info)
    var sizes = [Int64](repeating: 0, count: rank)
    try unsafe check(function(.getDimensions, as: Dimensions.self)(info, &sizes, rank))
    return (sizes, unsafe type == Self.float)
  }
}
