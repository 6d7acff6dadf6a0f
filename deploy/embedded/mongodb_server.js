// Starts mongo-java-server on an H2 file. Arguments: file, host, port. Run by Rhino, because the Java runtime has no compiler.
var file = arguments[0], host = arguments[1], port = parseInt(arguments[2], 10);
var backend = new Packages.de.bwaldvogel.mongo.backend.h2.H2Backend(file);
var server = new Packages.de.bwaldvogel.mongo.MongoServer(backend);
server.bind(host, port);
java.lang.Runtime.getRuntime().addShutdownHook(new java.lang.Thread(new java.lang.Runnable({
    run: function () { server.shutdownNow(); }
})));
