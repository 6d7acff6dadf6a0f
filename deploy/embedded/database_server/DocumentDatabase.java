import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** A database whose collections are kept by their id without an index beside them. */
public class DocumentDatabase extends H2Database {
    /** The super constructor opens what is there before a field of ours could be set. */
    private static final ThreadLocal OPENING = new ThreadLocal();
    private final MVStore store;

    public DocumentDatabase(String name, MVStore store, CursorRegistry cursors) {
        super(remembered(name, store), store, cursors);
        this.store = store;
    }

    private static String remembered(String name, MVStore store) {
        OPENING.set(store);
        return name;
    }

    protected MongoCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new DocumentCollection(this, name, options, documents(name), this.cursorRegistry);
    }

    /** `_id` alone is unique, so that any unique index that begins with it is kept by the documents themselves. */
    protected Index openOrCreateUniqueIndex(String collection, String name, List keys, boolean sparse) {
        boolean byId = "_id".equals(((IndexKey) keys.get(0)).getKey());
        return byId ? new IdIndex(name, keys, documents(collection)) : super.openOrCreateUniqueIndex(collection, name, keys, sparse);
    }

    /** A sparse index of one path is one of words. */
    protected Index openOrCreateSecondaryIndex(String collection, String name, List keys, boolean sparse) {
        if (sparse && keys.size() == 1) {
            return new WordIndex(name, keys, documents(collection));
        }
        String entries = getFullCollectionNamespace(collection) + "._index_" + name;
        boolean isNew = !store().hasMap(entries);
        MVMap.Builder builder = new MVMap.Builder();
        builder.setKeyType(StringDataType.INSTANCE);
        return new FieldIndex(name, keys, (MVMap) store().openMap(entries, builder), isNew);
    }

    private MVMap documents(String collection) {
        MVMap.Builder builder = new MVMap.Builder();
        builder.setValueType(ByteArrayDataType.INSTANCE);
        return (MVMap) store().openMap("databases." + getFullCollectionNamespace(collection), builder);
    }

    private MVStore store() {
        return this.store != null ? this.store : (MVStore) OPENING.get();
    }
}
