"""Re-makes the manifest of jars (`make lock`): resolves the pinned servers with all they need and hashes every jar.

Run `python -m deploy.embedded.resolve`. A start never resolves: it fetches exactly what the manifest names.
"""

import tempfile
from pathlib import Path

from jgo.maven import MavenContext, PythonResolver

from deploy.embedded.manifest import MANIFEST, Jar, sha256_of, write_manifest

SERVERS = {
    "kafka": "org.apache.kafka:kafka_2.13:4.1.1",
    "mongodb": "de.bwaldvogel:mongo-java-server-h2-backend:1.47.0",
}
"""The servers; everything they depend on comes with them."""
COMPANIONS = {
    "kafka": ("org.apache.logging.log4j:log4j-slf4j-impl:2.24.3",),
    "mongodb": (
        "org.codehaus.janino:janino:3.1.12", "org.codehaus.janino:commons-compiler:3.1.12",
        "org.slf4j:slf4j-simple:2.0.17",
    ),
}  # fmt: skip
"""What writes a server's log and, for the database, compiles its launcher; taken alone, since resolved together with
the server their own parents would change the server's versions."""


def jars_of(server: str, coordinate: str, context: MavenContext, transitive: bool) -> list[Jar]:
    """The jars behind `coordinate`, downloaded into the context's folder and hashed."""
    inputs, others = context.resolver.resolve([context.create_dependency(coordinate)], transitive=transitive)
    jars = []
    for dependency in (*inputs, *(others if transitive else ())):
        artifact = dependency.artifact
        path = Path(artifact.resolve())
        size = path.stat().st_size
        jars.append(Jar(server, artifact.groupId, artifact.artifactId, artifact.version, size, sha256_of(path)))
    return jars


def main() -> None:
    """Write the manifest anew from the registry."""
    with tempfile.TemporaryDirectory() as folder:
        context = MavenContext(resolver=PythonResolver(), repo_cache=Path(folder))
        jars = []
        for server, coordinate in SERVERS.items():
            jars += jars_of(server, coordinate, context, transitive=True)
            for companion in COMPANIONS[server]:
                jars += jars_of(server, companion, context, transitive=False)
    write_manifest(MANIFEST, jars)
    print(f"{MANIFEST.name}: {len(jars)} jars, {sum(jar.size for jar in jars) / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
